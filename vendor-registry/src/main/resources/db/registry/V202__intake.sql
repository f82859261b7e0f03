-- How a site's choices are taken, and how each purpose is asked for.
ALTER TABLE site ADD COLUMN intake jsonb NOT NULL
  DEFAULT '{"jurisdictions":[],"gpc":"recorded","vendorChoices":false,"webhooks":[]}';
ALTER TABLE purpose ADD COLUMN form jsonb;
ALTER TABLE purpose ADD COLUMN denied_by_gpc boolean NOT NULL DEFAULT false;
ALTER TABLE purpose ADD COLUMN consent_types jsonb NOT NULL DEFAULT '[]';
