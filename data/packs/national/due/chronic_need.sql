-- title: 摸排需鉴定，填申请表
-- section: work
-- source: 方农工办〔2022〕54号 三(一)：需鉴定人员底册，应入尽入
WITH newest (subject, day) AS (SELECT subject, max (day) FROM chronic_survey GROUP BY subject)
SELECT s.subject, 'chronic_application_form' AS form, NULL AS workflow, NULL AS case_, NULL AS due,
  '摸排需鉴定，填申请表' AS what
FROM newest AS n JOIN chronic_survey AS s ON s.subject = n.subject AND s.day = n.day
  JOIN resident AS r ON r.person = s.subject
WHERE s.result = 'p_need'
  AND NOT EXISTS (SELECT 1 FROM chronic_application_form AS a WHERE a.subject = s.subject AND a.day >= s.day)
ORDER BY s.day, s.subject;
