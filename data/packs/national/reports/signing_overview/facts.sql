-- 签约情况一览表: one row for each month of the year so far and each person who counts in it.
WITH
  month (position, last) AS (
    SELECT n.value, min (:until, :today, date (strftime ('%Y', :until) || '-01-01', '+' || n.value || ' months', '-1 day'))
    FROM json_each ('[1,2,3,4,5,6,7,8,9,10,11,12]') AS n
    WHERE date (strftime ('%Y', :until) || '-01-01', '+' || (n.value - 1) || ' months') <= min (:until, :today)
  ),
  person AS (
    SELECT e.person, e.household, e.household_number, e.place, e.place_name, e.name, e.birth, e.id_number, e.sex, e.state, e.state_since, e.resident FROM everyone AS e
    WHERE :place IS NULL OR e.place IN (SELECT place FROM place_around WHERE around = :place)
  ),
  counted AS (
    SELECT m.position, m.last, p.*,
      (p.state = 'here' OR p.state_since > m.last) AND (p.birth IS NULL OR p.birth <= m.last) AS present,
      EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = p.person AND c.holds = 1 AND c.begins <= m.last AND c.ends >= m.last) AS signed,
      EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = p.person AND c.holds = 1 AND c.sign_kind = '2'
        AND c.sign_date BETWEEN strftime ('%Y', m.last) || '-01-01' AND m.last) AS renewed,
      EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = p.person AND c.holds = 1
        AND c.begins < strftime ('%Y', m.last) || '-01-01' AND c.ends >= strftime ('%Y', m.last, '-1 year') || '-01-01') AS before,
      EXISTS (SELECT 1 FROM belonging AS b WHERE b.person = p.person
        AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
        AND (b.from_ IS NULL OR b.from_ <= m.last) AND (b.until IS NULL OR b.until >= m.last))
      OR EXISTS (SELECT 1 FROM condition AS d WHERE d.person = p.person AND d.disease IN ('hypertension', 'diabetes', 'mental', 'tuberculosis')
        AND (d.since IS NULL OR d.since <= m.last) AND (d.until IS NULL OR d.until > m.last))
      OR coalesce (age_on (p.birth, m.last) >= :limit_elder_age OR age_on (p.birth, m.last) <= 6, 0) AS key_
    FROM month AS m JOIN person AS p
  )
SELECT c.position, strftime ('%Y', c.last) || '年' || c.position || '月' AS month_name, c.person, c.household_number, c.place_name, c.name,
  CASE c.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex_word, age_on (c.birth, :until) AS age, CASE WHEN :mask_id = 'yes' AND length (c.id_number) >= 15
       THEN substr (c.id_number, 1, 6) || substr ('***********', 1, length (c.id_number) - 10) || substr (c.id_number, -4)
       WHEN :mask_id = 'yes' AND length (c.id_number) > 4 THEN '****' || substr (c.id_number, -4)
       ELSE c.id_number END AS id_number,
  c.present AND c.resident = 1 AS population, c.present AND c.signed AS signed, c.renewed, c.before,
  c.present AND c.key_ AS key, c.present AND c.key_ AND c.signed AS key_signed,
  CASE WHEN c.last = (SELECT max (last) FROM month) AND c.present AND c.signed THEN c.person END AS listed
FROM counted AS c
ORDER BY c.position, c.household_number, c.person
