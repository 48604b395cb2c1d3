-- The skeleton is bytes that only its format reads; what was JSON stays so and is still understood.
UPDATE document SET skeleton = CAST(skeleton AS BLOB);
