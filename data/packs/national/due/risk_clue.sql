-- title: 风险线索入户核实
-- section: work
-- source: 一个乡镇要求4个工作日内反馈；期限写在每条线索上
-- note: 还没有填入户核实表的先填表，填好就核实了这条线索；从别的文件带进来的表，把结果记到线索上。
SELECT c.subject, CASE WHEN v.subject IS NULL THEN 'household_verify' END AS form,
  CASE WHEN v.subject IS NOT NULL THEN 'risk_clue' END AS workflow, CASE WHEN v.subject IS NOT NULL THEN c.id END AS case_,
  c.due, CASE WHEN v.subject IS NULL THEN '风险线索入户核实' ELSE '入户核实表已填，请记核实结果' END AS what
FROM risk_clue AS c JOIN resident AS r ON r.person = c.subject
  LEFT JOIN (SELECT subject, max (day) AS day FROM household_verify GROUP BY subject) AS v
    ON v.subject = c.subject AND v.day >= c.push_date
WHERE c.state = 'waiting' AND (:among IS NULL OR c.subject IN (SELECT value FROM json_each (:among)))
ORDER BY c.due, c.subject;
