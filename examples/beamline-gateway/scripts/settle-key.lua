-- Ends a claim. With an answer it is stored, and the oldest answers make room for it.
-- KEYS  answers, expiries, claim: as in claim-key.lua
-- ARGV  key, token of the claim, how long an answer lasts in ms, how many are stored at most, and perhaps the answer
-- Gives how many answers were dropped before their time.
local answers, expiries, claim = KEYS[1], KEYS[2], KEYS[3]
local key, token, ttl, capacity, body = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

-- A request that took longer than its claim lasts must not end the claim of another one.
local claimed = redis.call('GET', claim)
if not claimed then return 0 end
local own = cjson.decode(claimed)
if own.token ~= token then return 0 end
redis.call('DEL', claim)
if not body then return 0 end

redis.call('HSET', answers, key, cjson.encode({ fingerprint = own.fingerprint, body = body }))
redis.call('ZADD', expiries, now + ttl, key)
local evicted = 0
for _ = 1, redis.call('ZCARD', expiries) - capacity do
  local oldest = redis.call('ZPOPMIN', expiries)
  redis.call('HDEL', answers, oldest[1])
  if tonumber(oldest[2]) > now then evicted = evicted + 1 end
end
return evicted
