-- title: 签约即将到期、已经到期
-- section: expiring
-- source: 国卫基层发〔2018〕35号：期满后续约或者另选；到期前多少天由 limit 定
-- note: 到期以后还没有续约、也没有拒签的，一年里一直提醒。
WITH ending (id, subject, begins, ends, what) AS (
  SELECT id, subject, begins, ends, '签约到期，请办续约' FROM contract
  WHERE state IN ('signed', 'active') AND ends <= date (:today, '+' || :limit_renew_days || ' days')
    AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
  UNION ALL
  SELECT id, subject, begins, ends, '签约已到期，还没有续约' FROM contract
  WHERE state = 'expired' AND ends >= months_after (:today, -12)
    AND (:among IS NULL OR subject IN (SELECT value FROM json_each (:among)))
)
SELECT c.subject, NULL AS form, 'contract' AS workflow, c.id AS case_, c.ends AS due, c.what
FROM ending AS c JOIN person AS p ON p.id = c.subject
WHERE p.state = 'here'
  -- no other contract follows, is being prepared, or was refused since; its id is a later one, and stands in the index
  AND NOT EXISTS (SELECT 1 FROM contract AS n WHERE n.subject = c.subject AND n.id <> c.id
                    AND (n.begins > c.begins OR n.state IN ('draft', 'explained') OR (n.state = 'refused' AND n.id > c.id)));
