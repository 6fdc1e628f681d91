"""A stint lies within its Parliament: a rule over two tables, so a trigger keeps it."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION members_stint_within_parliament() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM members_membership AS stint
        JOIN members_parliament AS parliament ON parliament.id = stint.parliament_id
        WHERE (stint.id = NEW.id OR TG_TABLE_NAME = 'members_parliament')
          AND (parliament.id = NEW.id OR TG_TABLE_NAME = 'members_membership')
          AND NOT daterange(stint.start, stint."end")
               <@ daterange(parliament.elected_on, parliament.ended_on)
    ) THEN
        RAISE EXCEPTION 'a stint must lie within its Parliament'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_within_its_parliament';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER membership_within_its_parliament AFTER INSERT OR UPDATE ON members_membership
    FOR EACH ROW EXECUTE FUNCTION members_stint_within_parliament();
CREATE TRIGGER parliament_around_its_memberships AFTER UPDATE ON members_parliament
    FOR EACH ROW EXECUTE FUNCTION members_stint_within_parliament();
"""
BACKWARD = """
DROP TRIGGER membership_within_its_parliament ON members_membership;
DROP TRIGGER parliament_around_its_memberships ON members_parliament;
DROP FUNCTION members_stint_within_parliament();
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
