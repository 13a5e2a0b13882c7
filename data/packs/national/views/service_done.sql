-- title: 签约计划的服务和完成它的记录
-- source: 国卫基层发〔2018〕35号：签约一人、履约一人；项目、日期、方式都符合的记录才算，要求面对面的电话不算
-- note: done 这一段里做了几次，records 完成它的记录（一天一条，做满为止）。写明服务项的履约服务记录算那一项；随访失访的不算。
SELECT p.*,
  (SELECT count (DISTINCT r.day) FROM record AS r
   WHERE r.subject = p.subject AND r.day BETWEEN p.first AND p.last
     AND CASE WHEN r.form = 'service_record' THEN instr (' ' || p.codes || ' ', ' ' || coalesce (r.answers ->> 'item', '-') || ' ')
              ELSE instr (' ' || p.forms || ' ', ' ' || r.form || ' ') END
     AND coalesce (r.answers ->> 'outcome', '1') = '1'
     AND (p.face IS NULL OR coalesce (r.answers ->> 'visit_mode', r.answers ->> 'mode', '1') IN ('1', '2'))) AS done,
  (SELECT json_group_array (id) FROM (
     SELECT min (r.id) AS id, row_number () OVER (ORDER BY r.day) AS number FROM record AS r
     WHERE r.subject = p.subject AND r.day BETWEEN p.first AND p.last
       AND CASE WHEN r.form = 'service_record' THEN instr (' ' || p.codes || ' ', ' ' || coalesce (r.answers ->> 'item', '-') || ' ')
                ELSE instr (' ' || p.forms || ' ', ' ' || r.form || ' ') END
       AND coalesce (r.answers ->> 'outcome', '1') = '1'
       AND (p.face IS NULL OR coalesce (r.answers ->> 'visit_mode', r.answers ->> 'mode', '1') IN ('1', '2'))
     GROUP BY r.day)
   WHERE number <= p.need) AS records
FROM service_plan AS p
