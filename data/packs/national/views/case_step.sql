-- title: 一件事在哪一天是什么状态
-- note: 从办理经过来。day 这一步的日期；until 后来的一步的日期，那天起不再是这个状态（后来补记的、日期更早的也算）。某一天的状态：day 不晚于那天，until 为空或者晚于那天的那一步。没有经过的（从别处带进来的），用事情眼下的状态。
SELECT e.case_, e.to_ AS state, e.day,
  (SELECT min (n.day) FROM case_event AS n WHERE n.case_ = e.case_ AND (n.entered, n.id) > (e.entered, e.id)) AS until
FROM case_event AS e
