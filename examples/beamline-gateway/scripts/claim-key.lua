-- Claims an idempotency key for one request, or says why it cannot have it.
-- KEYS  answers (hash by key), expiries (sorted set of keys by ms since 1970), claim (string)
-- ARGV  key, fingerprint of the request, token of the claim, how long a claim lasts and an expired key is known in ms
-- Gives the outcome, 1 if an answer was found, and that answer if it is to be replayed.
local answers, expiries, claim = KEYS[1], KEYS[2], KEYS[3]
local key, fingerprint, token = ARGV[1], ARGV[2], ARGV[3]
local lease, remembered = tonumber(ARGV[4]), tonumber(ARGV[5])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)

for _, forgotten in ipairs(redis.call('ZRANGEBYSCORE', expiries, '-inf', now - remembered, 'LIMIT', 0, 100)) do
  redis.call('HDEL', answers, forgotten)
  redis.call('ZREM', expiries, forgotten)
end

local stored = redis.call('HGET', answers, key)
if stored and tonumber(redis.call('ZSCORE', expiries, key)) > now then
  local known = cjson.decode(stored)
  if known.fingerprint ~= fingerprint then return { 'conflict', 1 } end
  return { 'replayed', 1, known.body }
end

local claimed = redis.call('GET', claim)
if claimed then
  local other = cjson.decode(claimed)
  -- A client that lost the connection sends its command again.
  if other.token == token then return { 'executed', 0 } end
  if other.fingerprint ~= fingerprint then return { 'conflict', 0 } end
  return { 'in_flight', 0 }
end

redis.call('SET', claim, cjson.encode({ token = token, fingerprint = fingerprint }), 'PX', lease)
if stored then return { 'expired', 0 } end
return { 'executed', 0 }
