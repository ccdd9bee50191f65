ALTER TABLE `items` ADD `title` text;--> statement-breakpoint
ALTER TABLE `runs` ADD `primary_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `runs` ADD `replica_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
UPDATE `runs` SET
	`primary_name` = coalesce((SELECT `sites`.`name` FROM `links` JOIN `sites` ON `sites`.`id` = `links`.`primary_id` WHERE `links`.`id` = `runs`.`link_id`), ''),
	`replica_name` = coalesce((SELECT `sites`.`name` FROM `links` JOIN `sites` ON `sites`.`id` = `links`.`replica_id` WHERE `links`.`id` = `runs`.`link_id`), '');
