-- title: 肺结核随访
-- section: work
-- option: ahead 3 下次随访前几天提醒
-- option: intensive 2 治疗的前几个月是强化期
-- option: family 10 家属督导的，强化期几天随访一次
-- option: months 1 其他情形几个月随访一次
-- source: 国家基本公共卫生服务规范（第三版）：医务人员督导至少每月一次；家属督导强化期（注射期）每10天一次，继续期（非注射期）每月一次
-- option: answer 14 转诊后几天内要有结果
-- note: 转诊的，两周内在那次随访记录上补写结果，或者再随访一次。自服药和其他督导按每月一次；强化期的月数按化疗方案，照本县的改。治疗停止以后不再提醒。
WITH
  visit (subject, day, id, supervisor, month_no, next, stopped) AS (
    SELECT subject, day, id, supervisor, 1, next_date, 0 FROM tb_first_visit WHERE day <= :today
      AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
    UNION ALL
    SELECT subject, day, id, supervisor, month_no, next_date, stopped = '2' FROM tb_followup WHERE day <= :today
      AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
  ),
  referred (subject, day, dept) AS (
    SELECT subject, day, referred FROM follow_up
    WHERE disease = 'tuberculosis' AND referred IS NOT NULL AND NOT answered AND day <= :today
  ),
  last (subject, day, supervisor, month_no, next, stopped, place) AS (
    SELECT subject, day, supervisor, month_no, CASE WHEN next > day THEN next END, stopped,
      row_number () OVER (PARTITION BY subject ORDER BY day DESC, id DESC)
    FROM visit
  ),
  work (subject, month_no, dept, due) AS (
    SELECT DISTINCT c.person, l.month_no, f.dept,
      min (coalesce (l.next, '9999-12-31'),
           coalesce (date (f.day, '+' || coalesce (:answer, 14) || ' days'), '9999-12-31'),
           CASE WHEN l.supervisor = '2' AND l.month_no <= coalesce (:intensive, 2)
                THEN date (l.day, '+' || coalesce (:family, 10) || ' days')
                ELSE months_after (l.day, coalesce (:months, 1)) END)
    FROM condition AS c JOIN resident AS r ON r.person = c.person
      JOIN last AS l ON l.subject = c.person AND l.place = 1
      LEFT JOIN referred AS f ON f.subject = l.subject AND f.day = l.day
    WHERE c.disease = 'tuberculosis' AND (c.until IS NULL OR c.until > :today) AND NOT l.stopped
      AND (:among IS NULL OR c.person IN (SELECT value FROM json_each (:among)))
  )
SELECT subject, 'tb_followup' AS form, NULL AS workflow, NULL AS case_, due,
  '肺结核随访：' || CASE WHEN month_no <= coalesce (:intensive, 2) THEN '强化期' ELSE '继续期' END ||
    coalesce ('，上次转诊到' || dept || '，问转诊结果', '') AS what
FROM work
WHERE due <= date (:today, '+' || coalesce (:ahead, 3) || ' days')
ORDER BY due, subject;
