#include "gui/pictures.h"

#include "gui/application.h"
#include "gui/widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QTextStream>

using namespace wirewise;

namespace {

struct Set
{
    const char *name;
    std::unique_ptr<test::Pictures> (*make)(const QString &folder);
};
constexpr Set Sets[] = {
    {"window", test::picturesOfWindow},
    {"messages", test::picturesOfMessages},
    {"endpoints", test::picturesOfEndpoints},
    {"handover", test::picturesOfHandover},
    {"load", test::picturesOfLoad},
    {"lists", test::picturesOfLists},
    {"tls", test::picturesOfTls},
    {"watch", test::picturesOfWatch},
};

int usage()
{
    QTextStream out(stderr);
    out << "Usage: wirewise_pictures FOLDER [SET]\nSets:";
    for (const Set &set : Sets)
        out << ' ' << set.name;
    out << '\n';
    return 2;
}

void take(const Set &set, const QString &folder)
{
    for (const auto &[scheme, name] :
         {std::pair{gui::Appearance::Light, "light"}, {gui::Appearance::Dark, "dark"}}) {
        for (const QSize size : {QSize(1440, 900), QSize(1280, 800)}) {
            const std::unique_ptr<test::Pictures> pictures = set.make(folder);
            gui::Theme::instance().setAppearance(scheme);
            pictures->takeAll(
                QStringLiteral("-%1-%2x%3").arg(QLatin1String(name)).arg(size.width()).arg(size.height()),
                size);
        }
    }
}

} // namespace

int main(int argc, char *argv[])
{
    QGuiApplication::setHighDpiScaleFactorRoundingPolicy(Qt::HighDpiScaleFactorRoundingPolicy::PassThrough);
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() < 2 || arguments.size() > 3)
        return usage();
    gui::setUpApplication(application);
    gui::Theme::instance().setReducedMotion(true);
    QDir().mkpath(arguments.at(1));
    bool taken = false;
    for (const Set &set : Sets) {
        if (arguments.size() == 3 && arguments.at(2) != QLatin1String(set.name))
            continue;
        take(set, arguments.at(1));
        taken = true;
    }
    return taken ? 0 : usage();
}
