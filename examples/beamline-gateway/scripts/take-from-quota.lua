-- Takes one request from what is left in a window, which begins with its first request.
-- KEYS  requests taken in the window
-- ARGV  quota, length of the window in ms
-- Gives 1 if there was one left, how many are left now, and how long the window still lasts in ms.
local quota, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local used = tonumber(redis.call('GET', KEYS[1]) or 0)
if used >= quota then return { 0, 0, redis.call('PTTL', KEYS[1]) } end
used = redis.call('INCR', KEYS[1])
if used == 1 then redis.call('PEXPIRE', KEYS[1], window) end
return { 1, quota - used, redis.call('PTTL', KEYS[1]) }
