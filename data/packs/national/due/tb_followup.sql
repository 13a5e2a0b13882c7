-- title: 肺结核随访
-- section: work
-- option: ahead 3 下次随访前几天提醒
-- source: 国家基本公共卫生服务规范（第三版）：医务人员督导至少每月一次；家属督导强化期（注射期）每10天一次，继续期（非注射期）每月一次
-- note: 转诊的，两周内在那次随访记录上补写结果，或者再随访一次。自服药和其他督导按每月一次；化疗方案写成2HRZE/4HR的，强化期是斜线前的月数，没有写明的按标准里的数。治疗停止以后不再提醒。
WITH
  visit (subject, day, id, supervisor, month_no, regimen, next, stopped) AS (
    SELECT subject, day, id, supervisor, 1, regimen, next_date, 0 FROM tb_first_visit WHERE day <= :today
      AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
    UNION ALL
    SELECT subject, day, id, supervisor, month_no, regimen, next_date, stopped = '2' FROM tb_followup WHERE day <= :today
      AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
  ),
  referred (subject, day, dept) AS (
    SELECT subject, day, referred FROM follow_up
    WHERE disease = 'tuberculosis' AND referred IS NOT NULL AND NOT answered AND day <= :today
  ),
  last (subject, day, supervisor, intensive, next, stopped, place) AS (
    SELECT subject, day, supervisor,
      -- 6 in 6Z Am Lfx/18…: the months before the stroke
      month_no <= CASE WHEN regimen LIKE '%/%' AND CAST (regimen AS INTEGER) BETWEEN 1 AND 36 THEN CAST (regimen AS INTEGER) ELSE :limit_tb_intensive END,
      CASE WHEN next > day THEN next END, stopped,
      row_number () OVER (PARTITION BY subject ORDER BY day DESC, id DESC)
    FROM visit
  ),
  work (subject, intensive, dept, due) AS (
    SELECT DISTINCT c.person, l.intensive, f.dept,
      min (coalesce (l.next, '9999-12-31'),
           coalesce (date (f.day, '+' || CAST (:limit_again_days AS INTEGER) || ' days'), '9999-12-31'),
           CASE WHEN l.supervisor = '2' AND l.intensive
                THEN date (l.day, '+' || CAST (:limit_tb_family_days AS INTEGER) || ' days')
                ELSE months_after (l.day, CAST (:limit_tb_months AS INTEGER)) END)
    FROM condition AS c JOIN resident AS r ON r.person = c.person
      JOIN last AS l ON l.subject = c.person AND l.place = 1
      LEFT JOIN referred AS f ON f.subject = l.subject AND f.day = l.day
    WHERE c.disease = 'tuberculosis' AND (c.until IS NULL OR c.until > :today) AND NOT l.stopped
      AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  )
SELECT subject, 'tb_followup' AS form, NULL AS workflow, NULL AS case_, due,
  '肺结核随访：' || CASE WHEN intensive THEN '强化期' ELSE '继续期' END ||
    coalesce ('，上次转诊到' || dept || '，问转诊结果', '') AS what
FROM work
WHERE due <= date (:today, '+' || coalesce (:ahead, 3) || ' days')
ORDER BY due, subject;
