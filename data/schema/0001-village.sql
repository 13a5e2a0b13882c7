-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later
--
-- The village, step 1. Days are text 2022-07-26, moments 2022-07-26T08:30:00, both local. Ids are readable text: the
-- device, a dot, and its counter in seven digits or more, so that the rows of one laptop lie together in the order in
-- which they were made, and villages can be put together. BLOB columns of journaled tables hold JSONB.

-- What this file is; one row, written when it is made and never changed.
CREATE TABLE store (
  id   TEXT PRIMARY KEY,                  -- 32 hex digits, drawn when the store is made; in its key file too
  demo INTEGER NOT NULL CHECK (demo IN (0, 1)), -- 1 for the demo village, which is marked on every page and print
  made TEXT NOT NULL                      -- moment
) STRICT, WITHOUT ROWID;
CREATE TRIGGER store_insert BEFORE INSERT ON store WHEN EXISTS (SELECT 1 FROM store)
BEGIN
  SELECT RAISE (ABORT, 'store-fixed');
END;
CREATE TRIGGER store_update BEFORE UPDATE ON store
BEGIN
  SELECT RAISE (ABORT, 'store-fixed');
END;
CREATE TRIGGER store_delete BEFORE DELETE ON store
BEGIN
  SELECT RAISE (ABORT, 'store-fixed');
END;

-- One laptop on which this store is or was written. Not in the journal: its counters are what the journal counts by.
CREATE TABLE device (
  id       TEXT PRIMARY KEY,              -- six letters and digits, drawn when the store is made or joined
  name     TEXT NOT NULL DEFAULT '',      -- what people call it
  counter  INTEGER NOT NULL DEFAULT 0,    -- last id given out by it
  sequence INTEGER NOT NULL DEFAULT 0,    -- last line that it wrote into the journal
  change   INTEGER NOT NULL DEFAULT 0,    -- last change (one transaction) that it made
  here     INTEGER NOT NULL DEFAULT 0 CHECK (here IN (0, 1)) -- 1 for the laptop that this file lives on
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX device_here ON device (here) WHERE here = 1;

-- What the clinic has decided once: name of the clinic, region, reporting month, look of the program.
CREATE TABLE setting (
  name  TEXT PRIMARY KEY,                 -- words parted by a slash: clinic/name
  value TEXT NOT NULL                     -- always text
) STRICT, WITHOUT ROWID;

-- A declared file (form, workflow, report ...) as it stood when the clinic began to use it. Not in the journal: it is
-- named by its own content and never changes, only which one is in use.
CREATE TABLE definition (
  id      TEXT PRIMARY KEY,               -- sha256 of kind, name and content, in hex
  kind    TEXT NOT NULL,                  -- folder of the pack: forms, workflows, codes ...
  name    TEXT NOT NULL,                  -- file name without ending
  pack    TEXT NOT NULL,                  -- name of the pack that it came with
  version TEXT NOT NULL,                  -- version of that pack
  content BLOB NOT NULL,                  -- the file, byte for byte
  added   TEXT NOT NULL,                  -- moment
  current INTEGER NOT NULL CHECK (current IN (0, 1)) -- 1 for the one in use under this kind and name
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX definition_current ON definition (kind, name) WHERE current = 1;

-- County, township, village, village group: each inside the one above it.
CREATE TABLE place (
  id       TEXT PRIMARY KEY,              -- device and counter
  parent   TEXT REFERENCES place (id),    -- the place around it, NULL for the outermost
  level    TEXT NOT NULL CHECK (level IN ('province', 'city', 'county', 'township', 'village', 'group')), -- which kind of place
  name     TEXT NOT NULL,                 -- as people write it
  code     TEXT NOT NULL DEFAULT '',      -- official code, up to 12 digits, may be unknown
  position INTEGER NOT NULL DEFAULT 0     -- order among its neighbours in lists and reports
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX place_name ON place (parent, level, name);

-- A household; the people in it point to it.
CREATE TABLE household (
  id      TEXT PRIMARY KEY,               -- device and counter
  place   TEXT NOT NULL REFERENCES place (id), -- village group, or the village where groups are unknown
  number  TEXT NOT NULL DEFAULT '',       -- official household number, with its leading zeros
  address TEXT NOT NULL DEFAULT '',       -- house number or description
  phone   TEXT NOT NULL DEFAULT '',       -- of the household
  note    TEXT NOT NULL DEFAULT '',       -- free text
  extra   TEXT NOT NULL DEFAULT '{}' CHECK (json_valid (extra)), -- columns of the roster that have no place of their own
  ended   TEXT                            -- day on which it moved away or died out; NULL while it is here
) STRICT, WITHOUT ROWID;
CREATE INDEX household_place ON household (place);
CREATE UNIQUE INDEX household_number ON household (number, place) WHERE number <> '';

-- A person, never deleted: who dies or moves away keeps the row with state and day.
CREATE TABLE person (
  id          TEXT PRIMARY KEY,           -- device and counter
  household   TEXT NOT NULL REFERENCES household (id), -- where the person lives or last lived
  name        TEXT NOT NULL CHECK (name <> ''), -- as on the identity card
  id_type     TEXT NOT NULL DEFAULT 'id', -- id for the citizen's number, else a code of id_type
  id_number   TEXT NOT NULL DEFAULT '',   -- 18 characters, X in capitals; other papers as written
  sex         TEXT NOT NULL DEFAULT '' CHECK (sex IN ('', '1', '2')), -- 1 male, 2 female (GB/T 2261.1)
  birth       TEXT,                       -- day, NULL when unknown
  relation    TEXT NOT NULL DEFAULT '',   -- to the head: code of relation (02 is the head)
  phone       TEXT NOT NULL DEFAULT '',   -- own telephone
  ethnic      TEXT NOT NULL DEFAULT '',   -- code of ethnic (GB/T 3304)
  education   TEXT NOT NULL DEFAULT '',   -- as the roster writes it
  insurance   TEXT NOT NULL DEFAULT '',   -- code of insurance: resident, employee, none; empty when unknown
  resident    INTEGER NOT NULL DEFAULT 1 CHECK (resident IN (0, 1)), -- 1 lives here for six months or more
  state       TEXT NOT NULL DEFAULT 'here' CHECK (state IN ('here', 'dead', 'moved')), -- on the roster, dead, moved away
  state_since TEXT,                       -- day of death or leaving
  note        TEXT NOT NULL DEFAULT '',   -- free text
  extra       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid (extra)) -- columns of the roster that have no place of their own
) STRICT, WITHOUT ROWID;
CREATE INDEX person_household ON person (household);
CREATE UNIQUE INDEX person_id_number ON person (id_number) WHERE id_number <> '' AND id_type = 'id';

-- A person or a household belongs to a group (脱贫户, 低保 ...) from a day until a day.
CREATE TABLE membership (
  id         TEXT PRIMARY KEY,            -- device and counter
  person     TEXT REFERENCES person (id), -- set when the group is of persons
  household  TEXT REFERENCES household (id), -- set when the group is of households
  group_     TEXT NOT NULL,               -- code of group
  from_      TEXT,                        -- first day, NULL when only known to be so by now
  until      TEXT,                        -- last day, NULL while it lasts
  detail     TEXT NOT NULL DEFAULT '{}' CHECK (json_valid (detail)), -- class, risk, grade, card number
  source     TEXT NOT NULL DEFAULT '',    -- list it was taken from
  CHECK ((person IS NULL) <> (household IS NULL))
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX membership_person ON membership (person, group_, coalesce (until, '')) WHERE person IS NOT NULL;
CREATE UNIQUE INDEX membership_household ON membership (household, group_, coalesce (until, ''))
  WHERE household IS NOT NULL;
CREATE INDEX membership_group ON membership (group_);

-- A disease of a person, as some paper or roster says.
CREATE TABLE condition (
  id      TEXT PRIMARY KEY,               -- device and counter
  person  TEXT NOT NULL REFERENCES person (id), -- who has it
  disease TEXT NOT NULL,                  -- code of disease
  since   TEXT,                           -- day of diagnosis, NULL when unknown
  until   TEXT,                           -- day on which it ended, NULL while it lasts
  proven  INTEGER NOT NULL DEFAULT 0 CHECK (proven IN (0, 1)), -- 1 when a hospital's paper was seen, 0 for a claim
  source  TEXT NOT NULL DEFAULT '',       -- paper, hospital or list it was taken from
  note    TEXT NOT NULL DEFAULT ''        -- free text
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX condition_person ON condition (person, disease, coalesce (until, ''));
CREATE INDEX condition_disease ON condition (disease, person);

-- One filled form. Clustered by form and subject, so that a person's visits and a form's column are read in one go.
CREATE TABLE record (
  form       TEXT NOT NULL,               -- name of the form
  subject    TEXT NOT NULL,               -- id of the person, household or place that it is about
  day        TEXT NOT NULL,               -- day of the visit
  id         TEXT NOT NULL,               -- device and counter
  definition TEXT NOT NULL REFERENCES definition (id), -- the form as it was filled
  answers    BLOB NOT NULL CHECK (json_valid (answers, 8)), -- JSONB: name of question to answer; repeats are arrays of objects
  staff      TEXT REFERENCES staff (id),  -- who filled it
  entered    TEXT NOT NULL,               -- moment of entry, by the clock of the laptop
  PRIMARY KEY (form, subject, day, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX record_id ON record (id);
CREATE INDEX record_subject ON record (subject, day);

-- A form being filled. Not in the journal: it is a note on the way to a record.
CREATE TABLE draft (
  form       TEXT NOT NULL,               -- name of the form
  subject    TEXT NOT NULL,               -- id of the person, household or place that it is about
  record     TEXT NOT NULL DEFAULT '',    -- id of the record or case that is being changed, empty for a new one
  definition TEXT NOT NULL REFERENCES definition (id), -- the form as it is being filled
  answers    TEXT NOT NULL CHECK (json_valid (answers)), -- as in record, with what does not pass yet
  staff      TEXT REFERENCES staff (id),  -- who is filling it
  touched    TEXT NOT NULL,               -- moment of the last change
  PRIMARY KEY (form, subject, record)
) STRICT, WITHOUT ROWID;

-- A case on its way: an application, one disease of it, a contract, a problem.
CREATE TABLE case_ (
  id         TEXT PRIMARY KEY,            -- device and counter
  workflow   TEXT NOT NULL,               -- name of the workflow
  definition TEXT NOT NULL REFERENCES definition (id), -- the workflow as it was when the case was opened or last moved
  parent     TEXT REFERENCES case_ (id),  -- the case that this is a part of
  subject    TEXT NOT NULL,               -- id of the person, household or place that it is about
  topic      TEXT NOT NULL DEFAULT '',    -- what it is about beside the subject: code of disease or of problem
  state      TEXT NOT NULL,               -- state in the workflow
  opened     TEXT NOT NULL,               -- day
  due        TEXT,                        -- day by which the state should be left, NULL for none
  closed     TEXT,                        -- day on which a last state was reached, NULL while it is on its way
  begins     TEXT,                        -- first day of the term that the case grants (contract, card)
  ends       TEXT,                        -- last day of it
  holds      INTEGER NOT NULL DEFAULT 0 CHECK (holds IN (0, 1)), -- 1 while the term must not overlap another of the same workflow and subject
  record     TEXT,                        -- id of the record that opened it
  staff      TEXT REFERENCES staff (id),  -- who answers for it
  data       TEXT NOT NULL DEFAULT '{}' CHECK (json_valid (data)) -- answers given at the moves, by name of question
) STRICT, WITHOUT ROWID;
CREATE INDEX case_state ON case_ (workflow, state, due);
CREATE INDEX case_subject ON case_ (subject, workflow);
CREATE INDEX case_parent ON case_ (parent);
CREATE INDEX case_record ON case_ (record);

-- At most one term of a workflow is in force for a subject on any day.
CREATE TRIGGER case_term_insert BEFORE INSERT ON case_ WHEN NEW.holds = 1
BEGIN
  SELECT RAISE (ABORT, 'term-overlap')
    WHERE EXISTS (SELECT 1 FROM case_ WHERE workflow = NEW.workflow AND subject = NEW.subject AND id <> NEW.id
                    AND holds = 1 AND begins <= NEW.ends AND ends >= NEW.begins);
END;
CREATE TRIGGER case_term_update BEFORE UPDATE ON case_ WHEN NEW.holds = 1
BEGIN
  SELECT RAISE (ABORT, 'term-overlap')
    WHERE EXISTS (SELECT 1 FROM case_ WHERE workflow = NEW.workflow AND subject = NEW.subject AND id <> NEW.id
                    AND holds = 1 AND begins <= NEW.ends AND ends >= NEW.begins);
END;

-- One move of a case, or its opening.
CREATE TABLE case_event (
  id      TEXT PRIMARY KEY,               -- device and counter
  case_   TEXT NOT NULL REFERENCES case_ (id), -- which case
  move    TEXT NOT NULL,                  -- name of the move; empty for the opening
  from_   TEXT NOT NULL,                  -- state before; empty for the opening
  to_     TEXT NOT NULL,                  -- state after
  day     TEXT NOT NULL,                  -- day on which it happened, as the doctor says
  staff   TEXT REFERENCES staff (id),     -- who moved it
  data    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid (data)), -- answers given at this move
  entered TEXT NOT NULL                   -- moment of entry, by the clock of the laptop
) STRICT, WITHOUT ROWID;
CREATE INDEX case_event_case ON case_event (case_);

-- One printed document that is or will be in somebody's hands.
CREATE TABLE issue (
  id         TEXT PRIMARY KEY,            -- device and counter
  document   TEXT NOT NULL,               -- name of the document
  definition TEXT NOT NULL REFERENCES definition (id), -- the template as it was printed
  subject    TEXT NOT NULL,               -- id of the person, household or place that it is about
  case_      TEXT REFERENCES case_ (id),  -- the case that it belongs to
  number     TEXT NOT NULL,               -- number printed on it
  values_    TEXT NOT NULL CHECK (json_valid (values_)), -- what was printed, kept as printed
  printed    TEXT NOT NULL,               -- moment
  staff      TEXT REFERENCES staff (id),  -- who printed it
  handed     TEXT,                        -- day on which it was handed over
  receiver   TEXT NOT NULL DEFAULT '',    -- who took it
  relation   TEXT NOT NULL DEFAULT '',    -- of the receiver to the person
  handed_by  TEXT REFERENCES staff (id),  -- who handed it over
  void       TEXT                         -- day on which a later print replaced it
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX issue_number ON issue (document, number);
CREATE INDEX issue_subject ON issue (subject);
CREATE INDEX issue_case ON issue (case_);

-- The bytes of a photograph or scan. Not in the journal: it is named by its own content and never changes.
CREATE TABLE file (
  id      TEXT PRIMARY KEY,               -- sha256 of the content, in hex
  content BLOB NOT NULL                   -- the file
) STRICT;

-- A photograph or scan of a paper.
CREATE TABLE attachment (
  id      TEXT PRIMARY KEY,               -- device and counter
  subject TEXT NOT NULL,                  -- id of the person, household, record or case that it belongs to
  name    TEXT NOT NULL,                  -- what it shows
  type    TEXT NOT NULL,                  -- media type: image/jpeg
  file    TEXT NOT NULL REFERENCES file (id), -- its bytes
  added   TEXT NOT NULL,                  -- moment
  staff   TEXT REFERENCES staff (id)      -- who added it
) STRICT, WITHOUT ROWID;
CREATE INDEX attachment_subject ON attachment (subject);

-- Who works with the store.
CREATE TABLE staff (
  id    TEXT PRIMARY KEY,                 -- device and counter
  name  TEXT NOT NULL CHECK (name <> ''), -- as on the name plate
  user  TEXT NOT NULL DEFAULT '',         -- name of the key slot; empty for who has no password
  title TEXT NOT NULL DEFAULT '',         -- 乡村医生, 全科医生 ...
  phone TEXT NOT NULL DEFAULT '',         -- printed on cards and plates
  until TEXT                              -- last day of work, NULL while at work
) STRICT, WITHOUT ROWID;

-- A family-doctor team.
CREATE TABLE team (
  id       TEXT PRIMARY KEY,              -- device and counter
  name     TEXT NOT NULL CHECK (name <> ''), -- as on the agreement
  hospital TEXT NOT NULL DEFAULT '',      -- township hospital, the first party of the agreement
  leader   TEXT REFERENCES staff (id),    -- family doctor
  phone    TEXT NOT NULL DEFAULT '',      -- service telephone
  until    TEXT                           -- last day, NULL while it works
) STRICT, WITHOUT ROWID;

-- Who belongs to a team.
CREATE TABLE team_member (
  team  TEXT NOT NULL REFERENCES team (id),   -- which team
  staff TEXT NOT NULL REFERENCES staff (id),  -- who
  role  TEXT NOT NULL DEFAULT '',             -- 家庭医生, 公卫人员, 护士, 乡村医生
  PRIMARY KEY (team, staff)
) STRICT, WITHOUT ROWID;

-- How the columns of one layout of roster were understood, so that the next file of that layout asks nothing.
CREATE TABLE roster_layout (
  header  TEXT PRIMARY KEY,               -- sha256 of the header, in hex
  mapping TEXT NOT NULL CHECK (json_valid (mapping)), -- column number to field, and meaning of bare codes
  used    TEXT NOT NULL                   -- moment
) STRICT, WITHOUT ROWID;

-- One transaction of a person: what undo takes back as a whole.
CREATE TABLE change (
  device TEXT NOT NULL,                   -- laptop that made it
  number INTEGER NOT NULL,                -- counts up on that laptop
  what   TEXT NOT NULL,                   -- what the doctor did, as undo names it
  staff  TEXT,                            -- who; id of a staff row
  moment TEXT NOT NULL,                   -- by the clock of the laptop
  undoes INTEGER,                         -- the change of the same laptop that this one takes back
  first  INTEGER NOT NULL,                -- its first line in the journal, as sequence of the device
  last   INTEGER NOT NULL,                -- its last line
  PRIMARY KEY (device, number)
) STRICT, WITHOUT ROWID;

-- Everything that was ever changed, one line for each row. Written by triggers that are made from the tables above, never
-- by hand. Order is by arrival here and by sequence on the laptop that wrote it, never by the clock.
CREATE TABLE journal (
  arrival  INTEGER PRIMARY KEY,           -- order in which this file learned of it
  device   TEXT NOT NULL,                 -- laptop that made the change
  sequence INTEGER NOT NULL,              -- its line number on that laptop
  change   INTEGER NOT NULL,              -- lines of one transaction share it
  table_   TEXT NOT NULL,                 -- changed table
  row_     TEXT NOT NULL,                 -- the changed row: its id, or its key columns parted by a slash
  base     TEXT,                          -- device, dot and sequence of the line before on this row, NULL for the first
  before   TEXT,                          -- all columns before as a JSON object, NULL when the row was added
  after    TEXT                           -- all columns after, NULL when it was removed
) STRICT;
CREATE UNIQUE INDEX journal_sequence ON journal (device, sequence);
CREATE INDEX journal_row ON journal (row_, table_);

-- What is written in the journal stays.
CREATE TRIGGER journal_update BEFORE UPDATE ON journal
BEGIN
  SELECT RAISE (ABORT, 'journal-fixed');
END;
CREATE TRIGGER journal_delete BEFORE DELETE ON journal
BEGIN
  SELECT RAISE (ABORT, 'journal-fixed');
END;
CREATE TRIGGER change_update BEFORE UPDATE ON change
BEGIN
  SELECT RAISE (ABORT, 'journal-fixed');
END;
CREATE TRIGGER change_delete BEFORE DELETE ON change
BEGIN
  SELECT RAISE (ABORT, 'journal-fixed');
END;

-- The places around each place, itself among them.
CREATE VIEW place_around AS
  WITH RECURSIVE up (place, around) AS (
    SELECT id, id FROM place
    UNION ALL
    SELECT up.place, place.parent FROM up JOIN place ON place.id = up.around WHERE place.parent IS NOT NULL
  )
  SELECT
    up.place,                             -- id of the place
    up.around,                            -- id of a place that it lies in, or its own
    place.level,                          -- level of that place
    place.name                            -- name of that place
  FROM up JOIN place ON place.id = up.around;

-- A place with the names around it in one row; what is unknown is NULL.
CREATE VIEW place_path AS
  SELECT
    place,                                                          -- id of the place
    max (CASE WHEN level = 'group' THEN name END) AS group_name,    -- village group
    max (CASE WHEN level = 'village' THEN around END) AS village,   -- id of the village
    max (CASE WHEN level = 'village' THEN name END) AS village_name, -- its name
    max (CASE WHEN level = 'township' THEN around END) AS township, -- id of the township
    max (CASE WHEN level = 'township' THEN name END) AS township_name, -- its name
    max (CASE WHEN level = 'county' THEN around END) AS county,     -- id of the county
    max (CASE WHEN level = 'county' THEN name END) AS county_name   -- its name
  FROM place_around GROUP BY place;

-- Every person who is or was on the roster, with household and place in one row.
CREATE VIEW everyone AS
  SELECT
    person.id AS person,                  -- id
    person.name,                          -- name
    person.sex,                           -- 1 male, 2 female, empty when unknown
    person.birth,                         -- day, NULL when unknown; age_on (birth, :until) gives whole years
    person.id_type,                       -- id for the citizen's number
    person.id_number,                     -- number of the paper
    person.phone,                         -- own telephone
    person.relation,                      -- to the head: code of relation
    person.ethnic,                        -- code of ethnic
    person.insurance,                     -- code of insurance
    person.resident,                      -- 1 lives here for six months or more
    person.state,                         -- here, dead, moved
    person.state_since,                   -- day of death or leaving
    person.household,                     -- id of the household
    household.number AS household_number, -- official household number
    household.address,                    -- house number or description
    household.phone AS household_phone,   -- of the household
    (SELECT head.name FROM person AS head WHERE head.household = person.household AND head.relation = '02'
       ORDER BY head.state = 'here' DESC, head.id LIMIT 1) AS head_name, -- name of the head, NULL when unknown
    household.place,                      -- id of the village group, or of the village where groups are unknown
    place.name AS place_name,             -- its name
    place.position AS place_position,     -- its order in lists and reports
    path.village,                         -- id of the village
    path.village_name,                    -- its name
    path.township,                        -- id of the township
    path.township_name,                   -- its name
    path.county,                          -- id of the county
    path.county_name                      -- its name
  FROM person
    JOIN household ON household.id = person.household
    JOIN place ON place.id = household.place
    JOIN place_path AS path ON path.place = household.place;

-- Those of everyone who are on the roster now: same columns.
CREATE VIEW resident AS
  SELECT * FROM everyone WHERE state = 'here';

-- A household with its head, its people and its place in one row.
CREATE VIEW home AS
  SELECT
    household.id AS household,            -- id
    household.number,                     -- official household number
    household.address,                    -- house number or description
    household.phone,                      -- of the household
    household.ended,                      -- day on which it moved away or died out, NULL while it is here
    (SELECT head.id FROM person AS head WHERE head.household = household.id AND head.relation = '02'
       ORDER BY head.state = 'here' DESC, head.id LIMIT 1) AS head, -- id of the head, NULL when unknown
    (SELECT head.name FROM person AS head WHERE head.household = household.id AND head.relation = '02'
       ORDER BY head.state = 'here' DESC, head.id LIMIT 1) AS head_name, -- name of the head
    (SELECT count (*) FROM person WHERE person.household = household.id AND person.state = 'here') AS people, -- on the roster
    (SELECT count (*) FROM person WHERE person.household = household.id AND person.state = 'here'
       AND person.resident = 1) AS residents, -- of these, who live here for six months or more
    household.place,                      -- id of the village group, or of the village where groups are unknown
    place.name AS place_name,             -- its name
    place.position AS place_position,     -- its order in lists and reports
    path.village,                         -- id of the village
    path.village_name,                    -- its name
    path.township,                        -- id of the township
    path.township_name,                   -- its name
    path.county,                          -- id of the county
    path.county_name                      -- its name
  FROM household
    JOIN place ON place.id = household.place
    JOIN place_path AS path ON path.place = household.place;

-- The groups that a person belongs to, in person or through the household.
CREATE VIEW belonging AS
  SELECT
    membership.person,                    -- id of the person
    membership.group_,                    -- code of group
    membership.from_,                     -- first day, NULL when only known to be so by now
    membership.until,                     -- last day, NULL while it lasts
    membership.detail,                    -- class, risk, grade, card number as JSON
    'person' AS through,                  -- person, or household when the whole household belongs
    membership.id AS membership           -- id of the membership
  FROM membership WHERE membership.person IS NOT NULL
  UNION ALL
  SELECT person.id, membership.group_, membership.from_, membership.until, membership.detail, 'household', membership.id
  FROM membership JOIN person ON person.household = membership.household WHERE membership.household IS NOT NULL;

-- For each form and subject the newest record, and how many there are.
CREATE VIEW latest_record AS
  SELECT
    form,                                 -- name of the form
    subject,                              -- id of the person, household or place
    max (day) AS day,                     -- day of the newest
    id AS record,                         -- its id
    staff,                                -- who filled it
    count (*) AS times                    -- records of this form about this subject
  FROM record GROUP BY form, subject;

-- What a subject of a record, case or issue is called.
CREATE VIEW subject AS
  SELECT
    person.id,                            -- id
    'person' AS kind,                     -- person, household, place
    person.name,                          -- name of the person, of the head of the household, of the place
    person.household,                     -- id of the household, NULL for a place
    household.number AS household_number, -- official household number, NULL for a place
    household.place                       -- id of the place
  FROM person JOIN household ON household.id = person.household
  UNION ALL
  SELECT household.id, 'household',
    (SELECT head.name FROM person AS head WHERE head.household = household.id AND head.relation = '02'
       ORDER BY head.state = 'here' DESC, head.id LIMIT 1),
    household.id, household.number, household.place
  FROM household
  UNION ALL
  SELECT place.id, 'place', place.name, NULL, NULL, place.id FROM place;
