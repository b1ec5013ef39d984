#pragma once

#include <QStringList>

class QApplication;

namespace wirewise::gui {

/// Names, fonts, colours and translations; the same for the program, its tests and its pictures.
void setUpApplication(QApplication &application);

/// What stands on the command line.
struct StartArguments
{
    QStringList addresses;
    QStringList files;
    bool wantsHelp = false;
    bool wantsVersion = false;
    QString unknownOption;
};
[[nodiscard]] StartArguments readArguments(const QStringList &arguments);
[[nodiscard]] QString usageText();

/// Why no window can be shown here, and what to do instead; empty if one can be tried.
[[nodiscard]] QString missingDisplay();

} // namespace wirewise::gui
