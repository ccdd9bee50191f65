ALTER TABLE `links` ADD `languages` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `noted_links` ADD `languages` text DEFAULT '{}' NOT NULL;