# What the launcher and its build both need to know. `root` is the folder of the checkout.

# The sources that module $1 is made of, as paths below the root.
sources() {
  case $1 in
    bench) echo pom.xml kernels/pom.xml kernels/src/main verify/pom.xml verify/src/main \
      bench/pom.xml bench/src/main ;;
    *) echo pom.xml kernels/pom.xml kernels/src/main verify/pom.xml verify/src/main ;;
  esac
}

# A word that changes with the content of the sources of module $1, whatever clocks say.
fingerprint() {
  # shellcheck disable=SC2046  # paths without blanks
  (cd "$root" && find $(sources "$1") -type f -exec cksum {} + | LC_ALL=C sort | cksum | tr ' ' -)
}

# Whether module $1 was built from the sources as they are. Its jars are then in `jars`. Every build
# gets a folder of its own, so that a program that runs keeps the jars it began with. Contents are
# compared only where something is newer than the build, as it always is after a clock went back.
is_fresh() {
  current=$root/$1/target/run/current
  [ -r "$current" ] || return 1
  { read -r jars && read -r built; } <"$current" || return 1
  jars=$root/$1/target/run/$jars
  [ -d "$jars" ] || return 1
  # shellcheck disable=SC2046  # paths without blanks
  changed=$(cd "$root" && find $(sources "$1") -newer "$current" -print | head -n 1) || return 1
  [ -z "$changed" ] || [ "$built" = "$(fingerprint "$1")" ]
}

# Process $1 in one word, its number and when it began, so that no other process that is given the
# same number later is taken for it. Nothing if it has ended, reaped or not.
process() {
  if [ -r /proc/self/stat ]; then
    stat=$(cat "/proc/$1/stat" 2>/dev/null) || return 0
    # After the name, which may hold anything: the state, and 19 fields later the start.
    set -f
    # shellcheck disable=SC2086  # split into fields
    set -- "$1" ${stat##*)}
    set +f
    case $2 in Z | X) return 0 ;; esac
    echo "$1@${21}"
  else
    stat=$(ps -o state= -o lstart= -p "$1" 2>/dev/null) || return 0
    case $stat in
      Z*) ;;
      *) echo "$1@$(echo "${stat#* }" | tr -d ' ')" ;;
    esac
  fi
}

# The process that builds in this checkout, as `process` writes it, or nothing.
builder() {
  holder=$(readlink "$root/verify/target/launcher.lock") || return 0
  [ "$holder" != "$(process "${holder%@*}")" ] || echo "$holder"
}
