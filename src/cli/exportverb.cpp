#include "cli/exportverb.h"

#include "cli/wholefile.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace wirewise::cli {

using record::RedactedSession;

ExportVerb::ExportVerb(const Console &console, QObject *parent)
    : Verb(console, parent)
{
}

ExportVerb::~ExportVerb()
{
    m_stopped = true;
    if (m_thread)
        m_thread->wait();
}

std::span<const Option> ExportVerb::options()
{
    return exportOptions();
}

void ExportVerb::run(const Arguments &arguments)
{
    QString problem;
    const auto order = readExportOrder(arguments, problem);
    if (!order)
        return refuse(problem);
    m_thread.reset(QThread::create([this, order] { m_status = work(*order); }));
    connect(m_thread.get(), &QThread::finished, this, [this] { Q_EMIT finished(m_status); });
    m_thread->start();
}

void ExportVerb::interrupt()
{
    m_stopped = true;
}

bool ExportVerb::passed(qint64 count, qint64 all)
{
    if (console().interactive && all > 0) {
        const qint64 percent = count * 100 / all;
        if (percent != m_percent)
            console().err->write('\r' + tr("%1 % of the messages").arg(percent).toUtf8() +
                                 (percent >= 100 ? "\n" : ""));
        m_percent = percent;
    }
    return !m_stopped;
}

ExitStatus ExportVerb::fail(ExitStatus status, const QString &sentence) const
{
    console().complain(sentence);
    return status;
}

ExitStatus ExportVerb::stopped() const
{
    return fail(ExitStatus::Fails, tr("Stopped. Nothing was written."));
}

ExitStatus ExportVerb::work(const ExportOrder &order)
{
    const bool special = isSpecial(order.output);
    if (special && !order.format)
        return fail(ExitStatus::BadUsage,
                    tr("%1 is a device or a pipe. A session needs a file of its own.").arg(order.output));
    if (!order.output.isEmpty() && !order.force && !special && QFileInfo::exists(order.output))
        return fail(
            ExitStatus::BadUsage,
            tr("%1 exists already. Choose another name, or give --force to replace it.").arg(order.output));
    auto session = RedactedSession::open(order.file, order.choice,
                                         [this](qint64 count, qint64 all) { return passed(count, all); });
    if (!session)
        return fail(ExitStatus::BadUsage, session.error().text);
    if (!*session)
        return stopped();
    RedactedSession &opened = **session;
    for (const session::SessionContent &content : opened.checks()) {
        if (!content.complete)
            console().complain(content.damage);
    }
    if (order.check > opened.checks().size())
        return fail(ExitStatus::BadUsage, tr("--check %1: the highest number in this file is %2.")
                                              .arg(order.check)
                                              .arg(opened.checks().size()));
    if (order.listOnly) {
        list(opened.redactor());
        return ExitStatus::Works;
    }
    return order.format ? writeFormat(opened, order) : writeSession(opened, order);
}

ExitStatus ExportVerb::writeSession(RedactedSession &session, const ExportOrder &order)
{
    const auto saved = session.saveAs(order.output, order.force,
                                      [this](qint64 count, qint64 all) { return passed(count, all); });
    if (!saved)
        return fail(ExitStatus::BadUsage, saved.error().text);
    if (!*saved)
        return stopped();
    sayWhatIsGone(session.redactor());
    return ExitStatus::Works;
}

bool ExportVerb::writeTo(RedactedSession &session, const ExportOrder &order, QIODevice &device)
{
    const session::SessionContent &content = session.checks().at(qMax<qint64>(order.check, 1) - 1);
    const report::Case exported{{content.observation, content.diagnosis},
                                content.info.name,
                                content.info.notes,
                                content.info.writtenBy,
                                content.connections,
                                session.messageCount()};
    const auto pages = [&](qint64 first, qint64 count) {
        if (!passed(first - 1, session.messageCount()))
            return QList<observation::Message>();
        return session.messages(first, count);
    };
    report::ExportChoice choice;
    choice.redactor = order.choice.removesNothing() ? nullptr : &session.redactor();
    return report::write(*order.format, exported, pages, choice, device);
}

ExitStatus ExportVerb::writeFormat(RedactedSession &session, const ExportOrder &order)
{
    if (order.check == 0 && session.checks().size() > 1)
        console().complain(tr("%1 holds %2 checks; the first one is written. --check N chooses another.")
                               .arg(QFileInfo(order.file).fileName())
                               .arg(session.checks().size()));
    if (order.output.isEmpty()) {
        if (!writeTo(session, order, *console().out) && !m_stopped)
            return fail(ExitStatus::BadUsage,
                        tr("Standard output took not all of it: %1.").arg(console().out->errorString()));
    } else if (isSpecial(order.output)) {
        QFile file(order.output);
        if (!file.open(QIODevice::WriteOnly) ||
            ((!writeTo(session, order, file) || !file.flush()) && !m_stopped))
            return fail(ExitStatus::BadUsage,
                        tr("%1 cannot be written: %2.").arg(order.output, file.errorString()));
    } else {
        QSaveFile file(order.output);
        const bool written = file.open(QIODevice::WriteOnly) && writeTo(session, order, file);
        if (m_stopped) {
            file.cancelWriting();
            return stopped();
        }
        if (!written || !file.commit())
            return fail(ExitStatus::BadUsage,
                        tr("%1 cannot be written: %2.").arg(order.output, file.errorString()));
    }
    if (m_stopped)
        return fail(ExitStatus::Fails, tr("Stopped. What was written so far is not whole."));
    sayWhatIsGone(session.redactor());
    return ExitStatus::Works;
}

/// One line for each value, without it.
void ExportVerb::list(const redaction::Redactor &redactor) const
{
    for (const redaction::Removal &removal : redactor.removals()) {
        const QString fate = removal.removed ? tr("removed") : tr("stays");
        console().line(observation::printable(QStringLiteral("%1  %2  %3  %4")
                                                  .arg(fate, -8)
                                                  .arg(removal.label, -22)
                                                  .arg(tr("%1 bytes").arg(removal.value.size()), -12)
                                                  .arg(removal.where)
                                                  .toUtf8()));
    }
    for (const QString &risk : redactor.risks())
        console().complain(risk);
}

void ExportVerb::sayWhatIsGone(const redaction::Redactor &redactor) const
{
    qsizetype places = 0;
    int values = 0;
    for (const redaction::Removal &removal : redactor.removals()) {
        if (removal.removed && removal.places > 0) {
            places += removal.places;
            ++values;
        }
    }
    if (places > 0)
        console().complain(
            (values == 1 ? tr("One secret was removed") : tr("%1 secrets were removed").arg(values)) %
            (places == 1 ? tr(", in one place.") : tr(", in %1 places.").arg(places)) % QLatin1Char(' ') %
            tr("--list-secrets names them."));
    for (const QString &risk : redactor.risks())
        console().complain(risk);
}

} // namespace wirewise::cli
