-- title: 摸排需鉴定，填申请表
-- section: work
-- source: 方农工办〔2022〕54号 三(一)：需鉴定人员底册，应入尽入
-- note: 摸排写的需鉴定病种里还有没申请的；每种都在鉴定、有结果的不再提醒。
WITH
  survey (subject, day, need) AS (
    SELECT s.subject, s.day, s.need FROM chronic_survey AS s
    WHERE s.day <= :today AND s.result = 'p_need'
      AND (:among IS NULL OR s.subject IN (SELECT value FROM json_each (:among)))
      -- and that is the newest
      AND NOT EXISTS (SELECT 1 FROM record AS n WHERE n.form = 'chronic_survey' AND n.subject = s.subject
                        AND n.day BETWEEN s.day AND :today AND (n.day, n.id) > (s.day, s.id))
  ),
  listed (disease) AS (SELECT value ->> 'code' FROM json_each (:codes_disease))
SELECT s.subject, 'chronic_application_form' AS form, NULL AS workflow, NULL AS case_, NULL AS due,
  '摸排需鉴定，填申请表' AS what
FROM survey AS s JOIN resident AS r ON r.person = s.subject
WHERE EXISTS (SELECT 1 FROM listed AS l
              WHERE ' ' || s.need || ' ' LIKE '% ' || l.disease || ' %'
                AND NOT EXISTS (SELECT 1 FROM chronic_disease AS d
                                WHERE d.subject = s.subject AND d.topic = l.disease AND d.state NOT IN ('r_lapsed', 'r_withdrawn')))
ORDER BY s.day, s.subject;
