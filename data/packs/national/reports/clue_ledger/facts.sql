-- 防止因病返贫致贫监测风险线索核实台账: one row for each clue that was pushed in the period, and for each form of verification whose clue nobody
-- entered.
WITH
  form AS (
    SELECT v.*, row_number () OVER (PARTITION BY v.subject, v.push_date ORDER BY v.day DESC, v.id DESC) AS newest FROM household_verify AS v
  ),
  row (person, source, push_date, deadline, check_date, result, text, verifier, remark) AS (
    SELECT c.subject, c.push_source, c.push_date, coalesce (c.deadline, c.due), coalesce (c.check_date, f.check_date), coalesce (c.v_result, f.v_result),
      coalesce (c.v_result_text, f.v_result_text), coalesce (c.sign_verifier, f.sign_verifier), CASE WHEN c.state = 'dropped' THEN '撤回：' || coalesce (c.drop_reason, '') END
    FROM risk_clue AS c LEFT JOIN form AS f ON f.subject = c.subject AND f.push_date = c.push_date AND f.newest = 1
    UNION ALL
    SELECT f.subject, f.push_source, f.push_date, f.push_deadline, f.check_date, f.v_result, f.v_result_text, f.sign_verifier, NULL
    FROM form AS f WHERE f.newest = 1 AND NOT EXISTS (SELECT 1 FROM risk_clue AS c WHERE c.subject = f.subject AND c.push_date = f.push_date)
  )
SELECT w.person, r.township_name, r.place_position, r.household_number, r.name, coalesce (r.village_name, '') || CASE WHEN r.place = r.village THEN '' ELSE r.place_name END AS place_text, CASE WHEN :mask_id = 'yes' AND length (r.id_number) >= 15
       THEN substr (r.id_number, 1, 6) || substr ('***********', 1, length (r.id_number) - 10) || substr (r.id_number, -4)
       WHEN :mask_id = 'yes' AND length (r.id_number) > 4 THEN '****' || substr (r.id_number, -4)
       ELSE r.id_number END AS id_number,
  CASE w.source WHEN '1' THEN '医保大额费用' WHEN '2' THEN '住院' WHEN '3' THEN '新发慢性病' WHEN '4' THEN '乡村振兴系统' WHEN '5' THEN '自主申报' WHEN '6' THEN '网格员'
    WHEN '7' THEN '信访' ELSE '其他' END AS source,
  w.push_date, w.deadline, w.check_date,
  CASE w.result WHEN '1' THEN '维持' WHEN '2' THEN '更新信息' WHEN '3' THEN '纳入监测' WHEN '4' THEN '风险消除建议' WHEN '9' THEN '其他' END AS result, w.text, w.verifier,
  coalesce (w.remark, CASE WHEN w.check_date IS NULL AND w.deadline < :today THEN '逾期未核实' WHEN w.check_date > w.deadline THEN '逾期核实' END) AS remark
FROM row AS w JOIN everyone AS r ON r.person = w.person
WHERE w.push_date BETWEEN :from AND :until AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
ORDER BY w.push_date, r.place_position, r.household_number, r.person;
