CREATE TABLE `noted_links` (
	`id` text PRIMARY KEY NOT NULL,
	`primary_id` text NOT NULL,
	`replica_id` text NOT NULL,
	`models` text NOT NULL,
	`delivery` text NOT NULL,
	`both_ways` integer NOT NULL,
	`agreed` text NOT NULL,
	`noted_at` integer NOT NULL,
	FOREIGN KEY (`primary_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`replica_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE UNIQUE INDEX `noted_links_pair` ON `noted_links` (`primary_id`,`replica_id`);--> statement-breakpoint
CREATE TABLE `schedules` (
	`id` text PRIMARY KEY NOT NULL,
	`link_id` text,
	`tag` text,
	`rule` text NOT NULL,
	`webhook` text,
	`enabled` integer NOT NULL,
	`since` integer NOT NULL,
	`last_run_at` integer,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `schedules_link` ON `schedules` (`link_id`);