# fish completion for smtpspec: commands and options are those that --help names, with what it says about them.
function __smtpspec_help
    set -l words (commandline -opc)
    set -l help (smtpspec --help 2>/dev/null)
    set -l command
    for word in $words[2..]
        contains Subcommands: $help; or break
        set -a command $word
        set help (smtpspec $command --help 2>/dev/null)
    end
    string join \n $help
end
function __smtpspec_commands
    __smtpspec_help | awk '/^Subcommands:/ { on = 1; next } /^$/ { on = 0 } on { print $1 "\t" substr($0, 35) }'
end
function __smtpspec_options
    __smtpspec_help | awk '/^  -/ { n = split($1, name, ","); for (i = 1; i <= n; i++) print name[i] "\t" substr($0, 35) }'
end
complete -c smtpspec -n '__smtpspec_help | string match -q Subcommands:' -f
complete -c smtpspec -n 'not string match -q -- "-*" (commandline -ct)' -a '(__smtpspec_commands)'
complete -c smtpspec -n 'string match -q -- "-*" (commandline -ct)' -f -a '(__smtpspec_options)'
complete -c smtpspec -n '__fish_seen_subcommand_from run list' \
    -a '(smtpspec list --json 2>/dev/null | string match -arg \'"scenario":"([^"]*)"\')'
complete -c smtpspec -n '__fish_seen_subcommand_from explain' \
    -a '(smtpspec list --requirements --json 2>/dev/null | string match -arg \'"id":"([^"]*)"\')'
