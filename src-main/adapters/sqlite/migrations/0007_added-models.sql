CREATE TABLE `added_models` (
	`name` text PRIMARY KEY NOT NULL,
	`description` text NOT NULL
);
