-- title: 肺结核患者规则服药率
-- target: 90
-- unit: %
-- option: rate 90 服药率达到百分之几算规则服药
-- source: 国家基本公共卫生服务规范（第三版）：按照要求规则服药的患者 ÷ 同期已完成治疗的患者；90%没有证实
-- note: 看本年内停止治疗的患者。
WITH day (day) AS (SELECT coalesce (:until, :today))
SELECT f.subject, max (f.dose_rate >= coalesce (:rate, 90)) AS done
FROM day JOIN tb_followup AS f JOIN everyone AS r ON r.person = f.subject
WHERE f.stopped = '2' AND f.stop_reason = '1' AND f.stop_date BETWEEN substr (day.day, 1, 4) || '-01-01' AND day.day
  AND (:place IS NULL OR r.place IN (SELECT place FROM place_around WHERE around = :place))
GROUP BY f.subject;
