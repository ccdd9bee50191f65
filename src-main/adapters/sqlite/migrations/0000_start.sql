CREATE TABLE `made_rows` (
	`site_id` text NOT NULL,
	`kind` text NOT NULL,
	`row_id` text NOT NULL,
	`workflow_id` text NOT NULL,
	PRIMARY KEY(`site_id`, `kind`, `row_id`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `positions` (
	`site_id` text PRIMARY KEY NOT NULL,
	`x` real NOT NULL,
	`y` real NOT NULL,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `site_health` (
	`site_id` text NOT NULL,
	`checked_at` integer NOT NULL,
	`state` text NOT NULL,
	`latency_ms` real,
	`code` text,
	PRIMARY KEY(`site_id`, `checked_at`),
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `sites` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`base_url` text NOT NULL,
	`main_domain` text NOT NULL,
	`table_prefix` text NOT NULL,
	`tags` text NOT NULL,
	`environment` text NOT NULL,
	`read_only` integer NOT NULL,
	`allow_http` integer NOT NULL,
	`state` text NOT NULL,
	`marker` text,
	`key_ref` text NOT NULL,
	`demo` integer NOT NULL,
	`added_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sites_name` ON `sites` (`name_key`);--> statement-breakpoint
CREATE UNIQUE INDEX `sites_base_url` ON `sites` (`base_url`);--> statement-breakpoint
CREATE UNIQUE INDEX `sites_marker` ON `sites` (`marker`);--> statement-breakpoint
CREATE TABLE `agreed_states` (
	`link_id` text NOT NULL,
	`model` text NOT NULL,
	`foreign_id` text NOT NULL,
	`local_id` text NOT NULL,
	`primary_hash` text NOT NULL,
	`replica_hash` text NOT NULL,
	`origin` text NOT NULL,
	PRIMARY KEY(`link_id`, `model`, `foreign_id`),
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `links` (
	`id` text PRIMARY KEY NOT NULL,
	`primary_id` text NOT NULL,
	`replica_id` text NOT NULL,
	`twin_id` text,
	`models` text NOT NULL,
	`delivery` text NOT NULL,
	`state` text NOT NULL,
	`key_ref` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`primary_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE restrict,
	FOREIGN KEY (`replica_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE restrict
);
--> statement-breakpoint
CREATE UNIQUE INDEX `links_pair` ON `links` (`primary_id`,`replica_id`);--> statement-breakpoint
CREATE INDEX `links_replica` ON `links` (`replica_id`);--> statement-breakpoint
CREATE TABLE `row_uses` (
	`link_id` text NOT NULL,
	`site_id` text NOT NULL,
	`kind` text NOT NULL,
	`row_id` text NOT NULL,
	PRIMARY KEY(`link_id`, `site_id`, `kind`, `row_id`),
	FOREIGN KEY (`link_id`) REFERENCES `links`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `row_uses_row` ON `row_uses` (`site_id`,`kind`,`row_id`);--> statement-breakpoint
CREATE TABLE `activity` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`site_id` text NOT NULL,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`actor_step` text,
	`method` text NOT NULL,
	`path` text NOT NULL,
	`body` text,
	`outcome` text NOT NULL,
	`status` integer,
	`answer` text,
	`duration_ms` real
);
--> statement-breakpoint
CREATE INDEX `activity_site` ON `activity` (`site_id`,`id`);--> statement-breakpoint
CREATE INDEX `activity_actor` ON `activity` (`actor_id`,`id`);--> statement-breakpoint
CREATE TABLE `settings` (
	`name` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `steps` (
	`workflow_id` text NOT NULL,
	`position` integer NOT NULL,
	`step_id` text NOT NULL,
	`kind` text NOT NULL,
	`site_id` text,
	`state` text NOT NULL,
	`effects` text NOT NULL,
	`result` text NOT NULL,
	`failure` text,
	`started_at` integer,
	`ended_at` integer,
	PRIMARY KEY(`workflow_id`, `position`),
	FOREIGN KEY (`workflow_id`) REFERENCES `workflows`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `workflows` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`params` text NOT NULL,
	`link_id` text,
	`site_ids` text NOT NULL,
	`state` text NOT NULL,
	`started_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	`failure` text
);
--> statement-breakpoint
CREATE INDEX `workflows_created` ON `workflows` (`created_at`,`id`);--> statement-breakpoint
CREATE INDEX `workflows_link` ON `workflows` (`link_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `workflows_state` ON `workflows` (`state`);--> statement-breakpoint
CREATE TABLE `archived_entities` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`id` text NOT NULL,
	`workflow_id` text,
	`run_id` text,
	`link_id` text NOT NULL,
	`site_id` text NOT NULL,
	`model` text NOT NULL,
	`foreign_host` text NOT NULL,
	`foreign_id` text NOT NULL,
	`local_id` text NOT NULL,
	`values` text NOT NULL,
	`agreed` text,
	`state` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `archived_entities_id_unique` ON `archived_entities` (`id`);--> statement-breakpoint
CREATE INDEX `archived_entities_workflow` ON `archived_entities` (`workflow_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `archived_entities_run` ON `archived_entities` (`run_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `items` (
	`run_id` text NOT NULL,
	`position` integer NOT NULL,
	`model` text NOT NULL,
	`foreign_id` text NOT NULL,
	`local_id` text,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`why` text,
	`differences` text NOT NULL,
	`failure` text,
	`tries` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`run_id`, `position`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `items_state` ON `items` (`run_id`,`state`,`position`);--> statement-breakpoint
CREATE TABLE `runs` (
	`id` text PRIMARY KEY NOT NULL,
	`link_id` text NOT NULL,
	`state` text NOT NULL,
	`counts` text NOT NULL,
	`sent` integer NOT NULL,
	`requests` integer NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `runs_started` ON `runs` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `runs_link` ON `runs` (`link_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `runs_state` ON `runs` (`state`);