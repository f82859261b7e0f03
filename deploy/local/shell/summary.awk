# Sums up test reports, one line each (the file, then the attributes of its testsuite element), per module and in all.
# A build that failed without a failed test counts as one failure.

function attribute(name,    found) {
  if (match($0, "[ \t]" name "=\"[0-9]+\"")) {
    found = substr($0, RSTART, RLENGTH)
    gsub(/[^0-9]/, "", found)
    return found + 0
  }
  return 0
}

{
  module = $1
  sub(/^\.\//, "", module)
  sub(/\/target\/.*/, "", module)
  if (!(module in run)) {
    order[++modules] = module
  }
  bad = attribute("failures") + attribute("errors")
  run[module] += attribute("tests")
  failed[module] += bad
  skipped[module] += attribute("skipped")
  allRun += attribute("tests")
  allFailed += bad
  allSkipped += attribute("skipped")
  if (bad > 0) {
    failures[++failing] = $1
  }
}

END {
  for (i = 1; i <= modules; i++) {
    m = order[i]
    printf "  %-20s %5d passed %5d failed %5d skipped\n", m, run[m] - failed[m] - skipped[m], failed[m], skipped[m]
  }
  for (i = 1; i <= failing; i++) {
    printf "  failed: %s\n", failures[i]
  }
  if (code != 0 && allFailed == 0) {
    print "  The build failed although no test did."
    allFailed = 1
  }
  if (modules > 0) {
    print ""
  }
  printf "%d passed, %d failed", allRun - allFailed0() - allSkipped, allFailed
  if (allSkipped > 0) {
    printf ", %d skipped", allSkipped
  }
  print ""
  exit (allFailed > 0 || code != 0)
}

# Failed tests alone, without a failed build.
function allFailed0(    i, sum) {
  for (i = 1; i <= modules; i++) {
    sum += failed[order[i]]
  }
  return sum
}
