CREATE TABLE `exclusions` (
	`link_id` text NOT NULL,
	`model` text NOT NULL,
	`foreign_id` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`link_id`, `model`, `foreign_id`),
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `policies` (
	`link_id` text PRIMARY KEY NOT NULL,
	`conflicts` text NOT NULL,
	`removed_there` text NOT NULL,
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE cascade
);
