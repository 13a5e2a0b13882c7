-- title: 应签未签
-- level: error
-- source: 方农工办〔2022〕54号 三(二)
SELECT DISTINCT r.person AS subject, r.name || '还没有签约家庭医生，请签约；本人不愿签的，记为拒签。' AS message
FROM resident AS r JOIN belonging AS b ON b.person = r.person
WHERE r.resident = 1
  AND b.group_ IN ('lifted', 'mon_unstable', 'mon_edge', 'mon_sudden', 'dibao', 'tekun', 'wubao', 'disabled')
  AND (b.from_ IS NULL OR b.from_ <= :today) AND (b.until IS NULL OR b.until >= :today)
  AND NOT EXISTS (SELECT 1 FROM contract AS c WHERE c.subject = r.person
                    AND ((c.holds = 1 AND c.begins <= :today AND c.ends >= :today) OR c.state = 'refused'))
ORDER BY r.person;
