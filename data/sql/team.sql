-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: team/insert
-- A family-doctor team.
INSERT INTO team (id, name, hospital, leader, phone, from_, until) VALUES (:id, :name, :hospital, :leader, :phone, :from, :until);

-- name: team/update
-- Everything but the id.
UPDATE team SET name = :name, hospital = :hospital, leader = :leader, phone = :phone, from_ = :from, until = :until
WHERE id = :id;

-- name: team/all
-- Every team, those that work first.
SELECT team.id, team.name, team.hospital, team.leader, team.phone, team.from_, team.until, staff.name AS leader_name
FROM team LEFT JOIN staff ON staff.id = team.leader ORDER BY team.until IS NULL DESC, team.name, team.id;

-- name: team_member/set
-- Somebody is in a team, in this role.
INSERT INTO team_member (team, staff, role, from_, until) VALUES (:team, :staff, :role, :from, :until)
ON CONFLICT (team, staff) DO UPDATE SET role = excluded.role, from_ = excluded.from_, until = excluded.until;

-- name: team_member/set-role
-- The same, leaving the days as they are.
INSERT INTO team_member (team, staff, role) VALUES (:team, :staff, :role)
ON CONFLICT (team, staff) DO UPDATE SET role = excluded.role;

-- name: team_member/delete
-- Not any more.
DELETE FROM team_member WHERE team = :team AND staff = :staff;

-- name: team_member/of-team
-- Who is in a team.
SELECT team_member.staff, team_member.role, staff.name, staff.title, staff.phone
FROM team_member JOIN staff ON staff.id = team_member.staff WHERE team_member.team = :team ORDER BY staff.name;

-- name: team_member/everybody
-- Who is or was in a team, and everybody at work who is not: role NULL.
SELECT staff.id AS staff, staff.name, team_member.role, team_member.from_, team_member.until
FROM staff LEFT JOIN team_member ON team_member.staff = staff.id AND team_member.team = :team
WHERE staff.until IS NULL OR team_member.team IS NOT NULL ORDER BY team_member.team IS NULL, staff.name, staff.id;
