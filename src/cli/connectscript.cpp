#include "cli/connectverb.h"

#include "cli/placeholdervalues.h"
#include "observation/printable.h"

#include <QFile>

namespace wirewise::cli {

bool ConnectVerb::readScriptFile(const QString &path)
{
    constexpr qint64 longest = 1024 * 1024;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        refuse(tr("--script: %1 cannot be read: %2.").arg(path, file.errorString()));
        return false;
    }
    const QByteArray text = file.read(longest + 1);
    check::Script script = check::readScript(text);
    if (text.size() > longest)
        script.problem = tr("it is longer than 1 MiB.");
    if (!script.problem.isEmpty()) {
        refuse(QStringLiteral("--script: %1: %2").arg(path, script.problem));
        return false;
    }
    m_script = std::move(script);
    return true;
}

void ConnectVerb::playScript()
{
    m_player = std::make_unique<check::ScriptPlayer>(*m_script, placeholderValue, m_connection.get());
    connect(m_player.get(), &check::ScriptPlayer::stepDone, this, &ConnectVerb::printStep);
    connect(m_player.get(), &check::ScriptPlayer::finished, this, [this] {
        leave();
        finishIfOver();
    });
    m_player->start();
}

void ConnectVerb::printStep(qsizetype step) const
{
    const check::ScriptStep &written = m_script->steps.at(step);
    const check::StepResult &result = m_player->run().results().at(step);
    const bool passed = result.outcome == check::StepResult::Outcome::Passed;
    const double milliseconds = static_cast<double>(result.took.count()) / 1000.0;
    shown().line(QStringLiteral("%1 %2  %3  %4 ms")
                     .arg(passed ? tr("pass") : tr("FAIL"))
                     .arg(written.line, 4)
                     .arg(observation::printable(written.written.toUtf8(), 100))
                     .arg(milliseconds, 0, 'f', 1));
    if (!passed)
        shown().line(QStringLiteral("           ") + result.detail);
}

} // namespace wirewise::cli
