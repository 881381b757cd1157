"""Every act of the window as data, one module a theme; `ui.actions` makes menus and keys of them.

To add an act: list it in the module of its theme, and give the group that carries it out (in
`ui/acts`, or `MainWindow`) a method `on_NAME`. Menus, keys, the palette and their tests follow.

- `act` what an act is
- `study`, `edit`, `searching`, `revising`, `text`, `coding`, `judging`, `code`, `segments`,
  `queue`, `sampling`, `coders`, `memos`, `display`, `surveys`, `guides`, `view`, `helping` the acts
"""
