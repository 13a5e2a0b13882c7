-- 大病专项救治情况统计表: a line for each disease of the county's list, and the people with it whose diagnosis was confirmed by the last
-- day of the period, in the state of that day. Who died after treatment was treated.
WITH
  day (day) AS (SELECT min (:until, :today)),
  known AS (
    SELECT m.*, coalesce ((SELECT s.state FROM case_step AS s WHERE s.case_ = m.id AND s.day <= day.day AND (s.until IS NULL OR s.until > day.day)), m.state) AS then_
    FROM major_disease AS m JOIN day
  ),
  found AS (
    SELECT m.topic, m.subject AS person, r.name,
      EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = m.subject AND b.group_ = 'lifted' AND (b.from_ IS NULL OR b.from_ <= day.day)
                AND (b.until IS NULL OR b.until >= day.day)) AS lifted,
      EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = m.subject AND b.group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden')
                AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)) AS monitored,
      m.then_ IN ('treated', 'cured') OR (m.then_ = 'dead' AND m.admit_date IS NOT NULL) AS treated, m.then_ = 'treating' AS treating, m.then_ = 'signed' AS signed
    FROM known AS m JOIN everyone AS r ON r.person = m.subject JOIN day
    WHERE m.then_ NOT IN ('found', 'excluded') AND coalesce (m.diag_date, m.opened) <= day.day AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
  )
SELECT c.key AS position, c.value ->> 'code' AS disease, c.value ->> 'label' AS label, f.person, f.name, f.lifted, f.monitored, f.treated, f.treating, f.signed,
  NOT (f.treated OR f.treating OR f.signed) AS untreated, f.treated OR f.treating OR f.signed AS helped
FROM json_each (:codes_major_disease) AS c LEFT JOIN found AS f ON f.topic = c.value ->> 'code' AND CASE :who WHEN 'all' THEN 1 WHEN 'lifted' THEN f.lifted WHEN 'monitored' THEN f.monitored ELSE f.lifted OR f.monitored END
ORDER BY c.key, f.person;
