-- SPDX-FileCopyrightText: 2026 The Cunyi authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- name: team/insert
-- A family-doctor team.
INSERT INTO team (id, name, hospital, leader, phone, until) VALUES (:id, :name, :hospital, :leader, :phone, :until);

-- name: team/update
-- Everything but the id.
UPDATE team SET name = :name, hospital = :hospital, leader = :leader, phone = :phone, until = :until WHERE id = :id;

-- name: team/all
-- Every team, those that work first.
SELECT team.id, team.name, team.hospital, team.leader, team.phone, team.until, staff.name AS leader_name
FROM team LEFT JOIN staff ON staff.id = team.leader ORDER BY team.until IS NULL DESC, team.name, team.id;

-- name: team_member/set
-- Somebody is in a team, in this role.
INSERT INTO team_member (team, staff, role) VALUES (:team, :staff, :role)
ON CONFLICT (team, staff) DO UPDATE SET role = excluded.role;

-- name: team_member/delete
-- Not any more.
DELETE FROM team_member WHERE team = :team AND staff = :staff;

-- name: team_member/of-team
-- Who is in a team.
SELECT team_member.staff, team_member.role, staff.name, staff.title, staff.phone
FROM team_member JOIN staff ON staff.id = team_member.staff WHERE team_member.team = :team ORDER BY staff.name;
