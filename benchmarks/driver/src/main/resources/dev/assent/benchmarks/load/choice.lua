-- Arguments: the file with the body, the mark that stands in it for the secret, and the first half of every secret.
-- Half of a secret is the load's, a part the thread's, and the rest counts: no secret comes twice.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local body = file:read("*a")
  file:close()
  local whole = wrk.format("POST", wrk.path, nil, body)
  local from, to = string.find(whole, args[2], 1, true)
  head = string.sub(whole, 1, from - 1) .. args[3] .. string.format("%02x", number)
  tail = string.sub(whole, to + 1)
  count = 0
end

function request()
  count = count + 1
  return head .. string.format("%014x", count) .. tail
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format(
    "RESULT micros=%d requests=%d statuses=%d timeouts=%d broken=%d p50=%d p99=%d p999=%d\n",
    summary.duration, summary.requests, errors.status, errors.timeout, errors.connect + errors.read + errors.write,
    latency:percentile(50), latency:percentile(99), latency:percentile(99.9)))
end
