-- title: 摸排写死亡、迁出或重复，名册上还在册
-- level: warning
SELECT s.subject, r.name || s.day || '摸排写“死亡/迁出/重复”（' || coalesce (s.why, '没写依据') || '），名册上还在册，请改名册。' AS message
FROM chronic_survey AS s JOIN resident AS r ON r.person = s.subject
WHERE s.result = 'p_out'
  AND NOT EXISTS (SELECT 1 FROM chronic_survey AS n WHERE n.subject = s.subject AND n.day > s.day)
ORDER BY s.subject;
