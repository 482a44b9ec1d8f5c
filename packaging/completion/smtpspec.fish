# fish completion for smtpspec: commands and options are those that --help names.
function __smtpspec_commands
    smtpspec --help 2>/dev/null | awk '/^Subcommands:/ { on = 1; next } on && /^  [a-z]/ { name = $1; $1 = ""; sub(/^ /, ""); print name "\t" $0 } on && /^$/ { exit }'
end
function __smtpspec_options
    set -l words (commandline -opc)
    smtpspec $words[2] --help 2>/dev/null | string match -rg '(?:^  |,)(--[a-z][a-z-]*)'
end
complete -c smtpspec -n __fish_use_subcommand -f -a '(__smtpspec_commands)'
complete -c smtpspec -n 'not __fish_use_subcommand' -a '(__smtpspec_options)'
