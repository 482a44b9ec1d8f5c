# bash completion for smtpspec: commands and options are those that --help names.
_smtpspec() {
  local current=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]} words
  if [ "$COMP_CWORD" -eq 1 ]; then
    words=$("$program" --help 2>/dev/null | awk '/^Subcommands:/ { on = 1; next } on && /^  [a-z]/ { print $1 } on && /^$/ { exit }')
    words+=" --help --version"
  elif [[ $current == -* ]]; then
    words=$("$program" "${COMP_WORDS[1]}" --help 2>/dev/null | grep -oE -- '(^  |,)--[a-z][a-z-]*' | tr -d ' ,')
  else
    case ${COMP_WORDS[1]} in
      run | list) words=$("$program" list --json 2>/dev/null | grep -oE '"scenario":"[^"]*"' | cut -d'"' -f4 | sort -u) ;;
      explain) words=$("$program" list --requirements --json 2>/dev/null | grep -oE '"id":"[^"]*"' | cut -d'"' -f4) ;;
      *) return ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _smtpspec smtpspec
