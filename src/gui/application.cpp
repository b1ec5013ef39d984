#include "gui/application.h"

#include "gui/widgets/theme.h"

#include <QApplication>
#include <QFileInfo>
#include <QTranslator>

namespace wirewise::gui {

void setUpApplication(QApplication &application)
{
    QCoreApplication::setOrganizationName(QStringLiteral("Wirewise"));
    QCoreApplication::setApplicationName(QStringLiteral("Wirewise"));
    QCoreApplication::setApplicationVersion(QStringLiteral(WIREWISE_VERSION));
    QGuiApplication::setApplicationDisplayName(QStringLiteral("Wirewise"));
    QGuiApplication::setDesktopFileName(QStringLiteral("wirewise"));
    Theme::instance().install(application);
    // The source texts are English; its plural forms come from here.
    auto *english = new QTranslator(&application);
    if (english->load(QStringLiteral(":/i18n/wirewise_en.qm")))
        QCoreApplication::installTranslator(english);
}

StartArguments readArguments(const QStringList &arguments)
{
    StartArguments read;
    bool onlyNames = false;
    for (const QString &argument : arguments.mid(1)) {
        if (onlyNames || !argument.startsWith(QLatin1Char('-')) || argument == QLatin1String("-")) {
            const bool isFile =
                argument.endsWith(QLatin1String(".wirewise")) && !argument.contains(QLatin1String("://"));
            (isFile ? read.files : read.addresses) << argument;
        } else if (argument == QLatin1String("--")) {
            onlyNames = true;
        } else if (argument == QLatin1String("--help") || argument == QLatin1String("-h")) {
            read.wantsHelp = true;
        } else if (argument == QLatin1String("--version") || argument == QLatin1String("-v")) {
            read.wantsVersion = true;
        } else if (read.unknownOption.isEmpty()) {
            read.unknownOption = argument;
        }
    }
    return read;
}

QString usageText()
{
    return QCoreApplication::translate("wirewise::gui::Application",
                                       "Usage: wirewise [URL] [FILE.wirewise]\n"
                                       "\n"
                                       "Opens the window; with a URL filled in, or with a saved session.\n"
                                       "Without a display, use wirewise-cli check URL.\n");
}

QString missingDisplay()
{
#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        return QCoreApplication::translate("wirewise::gui::Application",
                                           "There is no display here, so no window can be shown.\n"
                                           "The same check in the terminal: wirewise-cli check URL\n");
    }
#endif
    return {};
}

} // namespace wirewise::gui
