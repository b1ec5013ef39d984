#include "gui/bannertext.h"

#include "gui/checksession.h"
#include "gui/outcomewords.h"
#include "gui/widgets/evidencelist.h"
#include "gui/widgets/phasebar.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QLocale>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(wirewise::gui::BannerText)
};

using Stage = check::Check::Stage;

bool hasEnded(const observation::Exchange &exchange)
{
    return exchange.outcome != observation::Outcome::Running &&
           exchange.outcome != observation::Outcome::NotStarted;
}

/// Only what is certain.
QString runningTitle(const CheckSession &session)
{
    const observation::Observation &observation = session.observation();
    if (session.isStopping())
        return Words::tr("Stopping.");
    if (session.stage() == Stage::Watching)
        return Words::tr("The upgrade got 101. Watching the session for a moment.");
    if (session.stage() == Stage::Experimenting)
        return Words::tr("The upgrade failed. Trying single changes to find out why.");
    const observation::Exchange *upgrade = observation.exchange(observation::ProbeKind::Upgrade);
    if (!upgrade || upgrade->connection.address.isEmpty())
        return Words::tr("Checking the address and the network.");
    const bool isSecure = upgrade->probe.endpoint.secure;
    if (isSecure && !upgrade->timing.tls)
        return Words::tr("Checking TLS. The address and the network are fine.");
    return isSecure ? Words::tr("Checking the upgrade. The address, the network and TLS are fine.")
                    : Words::tr("Checking the upgrade. The address and the network are fine.");
}

QString soFar(const observation::Observation &observation)
{
    QStringList parts;
    for (const observation::Exchange &exchange : observation.exchanges) {
        if (hasEnded(exchange))
            parts << Words::tr("%1: %2").arg(probeTitle(exchange.name()), outcomeWord(exchange));
    }
    return parts.isEmpty() ? Words::tr("Nothing is decided before the upgrade has answered.")
                           : Words::tr("So far %1. Nothing is decided before the upgrade has answered.")
                                 .arg(parts.join(Words::tr(", ")));
}

BannerContent runningBanner(const CheckSession &session)
{
    const observation::Observation &observation = session.observation();
    BannerContent content;
    content.kind = BannerContent::Kind::Running;
    content.title = runningTitle(session);
    content.second = soFar(observation);
    qsizetype done = 0;
    for (const observation::Exchange &exchange : observation.exchanges)
        done += hasEnded(exchange) ? 1 : 0;
    content.checked = Words::tr("%1 of %2 probes done").arg(done).arg(observation.settings.probes.size());
    content.note = Words::tr("Started %1, %2 s ago")
                       .arg(QLocale::c().toString(observation.startedAt.toLocalTime().time(),
                                                  QStringLiteral("HH:mm:ss")),
                            QString::number(static_cast<double>(session.elapsed()) / 1000.0, 'f', 1));
    return content;
}

} // namespace

BannerContent bannerFor(const CheckSession &session, const QDateTime &now)
{
    if (!session.diagnosis())
        return runningBanner(session);
    BannerContent content = bannerFor(session.observation(), *session.diagnosis(), now);
    if (!session.damage().isEmpty()) {
        content.kind = BannerContent::Kind::Fails;
        content.word = Words::tr("Damaged");
        content.second = content.title;
        content.title = session.damage();
        return content;
    }
    if (!session.recordingProblem().isEmpty()) {
        content.note =
            Words::tr("Not kept since %1: %2")
                .arg(QLocale::c().toString(session.recordingStoppedAt().time(), QStringLiteral("HH:mm:ss")),
                     session.recordingProblem());
    } else if (session.isFromFile()) {
        content.note = Words::tr("Opened from %1, checked by %2")
                           .arg(QFileInfo(session.path()).fileName(), session.info().writtenBy);
    }
    return content;
}

} // namespace wirewise::gui
