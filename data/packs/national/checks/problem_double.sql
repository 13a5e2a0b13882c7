-- title: 同一个问题登记了两次
-- level: warning
SELECT p.subject, coalesce (s.name, '') || '的“' || coalesce ((SELECT c.value ->> 'label' FROM json_each (:codes_problem_type) AS c
    WHERE c.value ->> 'code' = p.topic), p.topic) || '”有' || count (*) || '条没有销号，请核对是不是同一个问题。' AS message
FROM problem AS p LEFT JOIN subject AS s ON s.id = p.subject
WHERE p.closed IS NULL AND p.topic <> 'P_OTHER'
GROUP BY p.subject, p.topic HAVING count (*) > 1
ORDER BY p.subject;
