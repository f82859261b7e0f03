# Sums up Maven's log of a test run, per module and in all. (The XML reports would not do: where a class has tests of two
# JUnit engines, the second engine's report replaces the first one's.)
# A build that failed without a failed test counts as one failure. Variable: code, Maven's exit code.

# The number that follows a word, as in "Tests run: 5, Failures: 1".
function number(word,    found) {
  if (match($0, word ": [0-9]+")) {
    found = substr($0, RSTART, RLENGTH)
    gsub(/[^0-9]/, "", found)
    return found + 0
  }
  return 0
}

/^\[INFO\] --- (surefire|failsafe):.* @ / {
  module = $0
  sub(/.* @ /, "", module)
  sub(/ .*/, "", module)
  next
}

/^\[[A-Z]+\] Tests run: .* -- in / {
  if (!(module in run)) {
    order[++modules] = module
  }
  run[module] += number("run")
  failed[module] += number("Failures") + number("Errors")
  skipped[module] += number("Skipped")
  next
}

/^\[ERROR\] .* -- Time elapsed: .* <<< (FAILURE|ERROR)!$/ {
  name = $0
  sub(/^\[ERROR\] /, "", name)
  sub(/ -- Time elapsed.*/, "", name)
  failures[++failing] = name
}

END {
  for (i = 1; i <= modules; i++) {
    m = order[i]
    passed = run[m] - failed[m] - skipped[m]
    printf "  %-20s %5d passed %5d failed %5d skipped\n", m, passed, failed[m], skipped[m]
    allPassed += passed
    allFailed += failed[m]
    allSkipped += skipped[m]
  }
  for (i = 1; i <= failing; i++) {
    printf "  failed: %s\n", failures[i]
  }
  if (code != 0 && allFailed == 0) {
    print "  The build failed although no test did."
    allFailed = 1
  }
  print ""
  printf "%d passed, %d failed", allPassed, allFailed
  if (allSkipped > 0) {
    printf ", %d skipped", allSkipped
  }
  print ""
  exit (allFailed > 0 || code != 0)
}
