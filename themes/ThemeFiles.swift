package enum ThemeFiles {}
