-- title: 风险消除太快
-- level: warning
WITH month (household, identified, cleared) AS (
  SELECT household, substr (replace (replace (detail ->> '$.identified', '-', ''), '.', ''), 1, 6),
    substr (replace (replace (detail ->> '$.cleared_month', '-', ''), '.', ''), 1, 6)
  FROM membership WHERE household IS NOT NULL AND group_ IN ('mon_unstable', 'mon_edge', 'mon_sudden')
)
SELECT household AS subject,
  '识别时间' || identified || '，风险消除时间' || cleared || '，相隔不到两个月，请核对。' AS message
FROM month
WHERE length (identified) = 6 AND length (cleared) = 6
  AND (cleared / 100 * 12 + cleared % 100) - (identified / 100 * 12 + identified % 100) <= 1
ORDER BY household;
