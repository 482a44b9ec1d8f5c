# bash completion for smtpspec: commands and options are those that --help names.
_smtpspec() {
  local current=${COMP_WORDS[COMP_CWORD]} program=${COMP_WORDS[0]} command=() help words at=1
  help=$("$program" --help 2>/dev/null)
  while [[ $help == *Subcommands:* ]] && ((at < COMP_CWORD)); do
    command+=("${COMP_WORDS[at++]}")
    help=$("$program" "${command[@]}" --help 2>/dev/null)
  done
  if [[ $current == -* ]]; then
    words=$(awk '/^  -/ { gsub(/,/, "\n", $1); print $1 }' <<<"$help")
  elif [[ $help == *Subcommands:* ]]; then
    words=$(awk '/^Subcommands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 }' <<<"$help")
  else
    case ${command[0]} in
      run | list) words=$("$program" list --json 2>/dev/null | grep -oE '"scenario":"[^"]*"' | cut -d'"' -f4 | sort -u) ;;
      explain) words=$("$program" list --requirements --json 2>/dev/null | grep -oE '"id":"[^"]*"' | cut -d'"' -f4) ;;
      *) return ;;
    esac
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
}
complete -o default -F _smtpspec smtpspec
