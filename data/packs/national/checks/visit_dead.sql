-- title: 名册上已死亡，走访时在家
-- level: error
SELECT e.person AS subject, e.name || '名册上' || coalesce (e.state_since, '') || '已死亡，' || m.day || '走访表写在家，请核对。' AS message
FROM household_visit_member AS m JOIN everyone AS e ON e.person = m.m_person
WHERE e.state = 'dead' AND m.m_present = '1' AND (e.state_since IS NULL OR m.day > e.state_since)
ORDER BY e.person;
