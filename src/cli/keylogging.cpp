#include "cli/keylogging.h"

#include "probe/keylog.h"

#include <QCoreApplication>
#include <QFile>

namespace wirewise::cli {

namespace {

/// Gives the sentences below their context of translation.
struct Texts
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::cli::KeyLog)
};

} // namespace

bool startKeyLog(const Arguments &arguments, const Console &console)
{
    const bool isOption = !arguments.value("keylog").isEmpty();
    const QString file = isOption ? arguments.value("keylog") : QFile::decodeName(qgetenv("SSLKEYLOGFILE"));
    if (file.isEmpty())
        return true;
    const QString name = isOption ? QStringLiteral("--keylog") : QStringLiteral("SSLKEYLOGFILE");
    if (const std::optional<QString> why = probe::logKeysTo(file)) {
        console.complain(Texts::tr("%1 %2 cannot be written: %3.").arg(name, file, *why));
        return !isOption; // the variable may be meant for other programs
    }
    console.complain(Texts::tr("The keys of every TLS connection go to %1 (%2). Whoever has that file and a "
                               "recording of the traffic can read all of it: delete it when you are done.")
                         .arg(file, name));
    return true;
}

} // namespace wirewise::cli
