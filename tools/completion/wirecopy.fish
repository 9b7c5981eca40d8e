# Completion of wirecopy for fish.

set -l commands read dates quotes copies furniture stories series report

complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -f
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a read -d "Which words are the article, and who wrote them when"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a dates -d "Expressions of time, and what they mean"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a quotes -d "Who said it, and through whose hands"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a copies -d "Passages that stand in other articles, and who had them from whom"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a furniture -d "What outlets print on all their pages, and stock phrases"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a stories -d "Which articles tell one story"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a series -d "Which stories are one ritual coming round again"
complete -c wirecopy -n "not __fish_seen_subcommand_from $commands" -a report -d "All of it, as one page to read in a browser"

complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -l json -d "Records for programs, one JSON object a line"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -s o -l output -r -F -d "Write to a file"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -l save -r -F -d "Keep articles and findings in a database"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -l explain -d "In tables, what each finding rests on"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -l min-words -x -d "Shortest copied passage"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -l now -x -d "No article is from later than this day"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -l threads -x -d "Worker threads"
complete -c wirecopy -n "__fish_seen_subcommand_from $commands" -s q -l quiet -d "No progress, no messages about skipped input"
complete -c wirecopy -l help -d "Tell more"
complete -c wirecopy -l version -d "The version of the program"
