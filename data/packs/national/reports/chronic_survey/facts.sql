-- 慢性病摸排登记表: one row for each person in scope, household by household, with the newest survey of the year; who was not
-- asked stands there with nothing behind the name, and who was asked before something changed in the household is to be asked again.
WITH
  day (day) AS (SELECT min (:until, :today)),
  people AS (
    SELECT r.*
    FROM everyone AS r, day
    WHERE (r.state = 'here' OR r.state_since > day.day)
      AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
      AND (:survey_scope = 'all' OR EXISTS (
        SELECT 1 FROM belonging AS b, day
        WHERE b.person = r.person AND (b.from_ IS NULL OR b.from_ <= day.day) AND (b.until IS NULL OR b.until >= day.day)
          AND (b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden')
               OR (:survey_scope = 'four' AND b.group_ IN ('dibao', 'tekun', 'wubao', 'disabled')))))
  ),
  survey AS (
    SELECT s.*, row_number () OVER (PARTITION BY s.subject ORDER BY s.day DESC, s.id DESC) AS newest
    FROM chronic_survey AS s, day WHERE s.day BETWEEN :from AND day.day
  )
SELECT p.person, p.place_position, p.household_number, p.name, h.head_name,
  coalesce (p.village_name, '') || CASE WHEN p.place = p.village THEN '' ELSE p.place_name END AS place_text,
  (SELECT count (*) FROM everyone AS m WHERE m.household = p.household AND m.state = 'here') AS household_n,
  CASE p.sex WHEN '1' THEN '男' WHEN '2' THEN '女' ELSE '' END AS sex, age_on (p.birth, day.day) AS age, p.relation,
  CASE WHEN :mask_id = 'yes' AND length (p.id_number) >= 15
       THEN substr (p.id_number, 1, 6) || substr ('***********', 1, length (p.id_number) - 10) || substr (p.id_number, -4)
       WHEN :mask_id = 'yes' AND length (p.id_number) > 4 THEN '****' || substr (p.id_number, -4)
       ELSE p.id_number END AS id_number,
  (SELECT group_concat (group_, ' ' ORDER BY group_)
   FROM (SELECT DISTINCT b.group_ FROM belonging AS b
         WHERE b.person = p.person AND (b.from_ IS NULL OR b.from_ <= day.day)
           AND (b.until IS NULL OR b.until >= day.day))) AS groups,
  CASE s.seen WHEN '1' THEN '是' WHEN '2' THEN '否' END AS seen, s.known,
  CASE s.medicine WHEN '1' THEN '规律' WHEN '2' THEN '间断' WHEN '3' THEN '不服药' WHEN '4' THEN '不需要' END AS medicine,
  CASE WHEN s.sbp IS NOT NULL THEN s.sbp || '/' || s.dbp END AS pressure, s.glucose,
  CASE s.old_card WHEN '1' THEN '无' WHEN '2' THEN s.old_card_text WHEN '3' THEN s.old_card_text || '（没看到卡）' END AS card,
  CASE WHEN EXISTS (SELECT 1 FROM home_change AS c WHERE c.household = p.household AND c.what <> 'left' AND c.day > s.day AND c.day <= day.day)
    THEN '未摸排（家里有变化，重新摸排）' ELSE CASE s.result WHEN 'p_absent' THEN '未见到' WHEN 'p_none' THEN '无慢性病' WHEN 'p_card' THEN '已有有效卡'
    WHEN 'p_below' THEN '不属于目录或未达标准' WHEN 'p_unwilling' THEN '不愿申请' WHEN 'p_need' THEN '需鉴定'
    WHEN 'p_out' THEN '死亡、迁出、重复' ELSE '未摸排' END END AS result,
  s.need, s.day AS survey_day, s.surveyor, coalesce (s.why || ' ', '') || coalesce (s.remark, '') AS remark
FROM people AS p JOIN day LEFT JOIN survey AS s ON s.subject = p.person AND s.newest = 1
  LEFT JOIN home AS h ON h.household = p.household
ORDER BY p.place_position, p.household_number, p.relation <> '02', p.person;
