-- 大病专项救治台账: one row for each major disease that was found by the last day of the period and is not struck out,
-- in the state of that day.
WITH
  day (day) AS (SELECT min (:until, :today)),
  known AS (
    SELECT m.*, coalesce ((SELECT s.state FROM case_step AS s WHERE s.case_ = m.id AND s.day <= day.day AND (s.until IS NULL OR s.until > day.day)), m.state) AS then_
    FROM major_disease AS m JOIN day
  )
SELECT m.subject AS person, r.place_position, r.household_number, r.township_name, r.name, coalesce (r.village_name, '') || CASE WHEN r.place = r.village THEN '' ELSE r.place_name END AS place_text, CASE WHEN :mask_id = 'yes' AND length (r.id_number) >= 15
       THEN substr (r.id_number, 1, 6) || substr ('***********', 1, length (r.id_number) - 10) || substr (r.id_number, -4)
       WHEN :mask_id = 'yes' AND length (r.id_number) > 4 THEN '****' || substr (r.id_number, -4)
       ELSE r.id_number END AS id_number,
  coalesce ((SELECT group_concat (group_, ' ' ORDER BY group_)
   FROM (SELECT DISTINCT b.group_ FROM belonging AS b
         WHERE b.person = r.person AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day))), '一般') AS groups,
  m.topic AS disease, m.diag_hospital, m.diag_date, m.hospital, m.plan,
  CASE m.then_ WHEN 'found' THEN '待核实' WHEN 'treating' THEN '正在救治' WHEN 'signed' THEN '签约管理' WHEN 'treated' THEN '已救治'
    WHEN 'cured' THEN '已救治' WHEN 'dead' THEN '已死亡' ELSE '未救治' END AS state,
  m.admit_date, m.leave_date, m.c_total, m.c_basic, m.c_major_ins, m.c_assist, m.c_self,
  CASE m.pay_first WHEN '1' THEN '是' WHEN '2' THEN '否' WHEN '3' THEN '不适用' END AS pay_first,
  trim (coalesce (m.untreated_reason || ' ', '') || CASE WHEN m.then_ = 'dead' THEN coalesce (m.death_date || '死亡 ', '') ELSE '' END ||
    CASE WHEN abs (m.c_self - (m.c_total - coalesce (m.c_basic, 0) - coalesce (m.c_major_ins, 0) - coalesce (m.c_assist, 0))) > 1
      THEN '自付与总费用减各项相差' || printf ('%.2f', m.c_self - (m.c_total - coalesce (m.c_basic, 0) - coalesce (m.c_major_ins, 0) - coalesce (m.c_assist, 0))) || '元'
      ELSE '' END) AS remark
FROM known AS m JOIN everyone AS r ON r.person = m.subject JOIN day
WHERE m.then_ <> 'excluded' AND m.opened <= day.day AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
ORDER BY r.place_position, r.household_number, r.person, m.topic;
