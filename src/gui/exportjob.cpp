#include "gui/exportjob.h"

#include "gui/exportmessages.h"
#include "gui/exportwatch.h"
#include "gui/reportpaper.h"
#include "record/redactedsession.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QSaveFile>

namespace wirewise::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Export)
};

/// Values shorter than this stand in every text by chance.
constexpr qsizetype ShortestTelling = 6;
constexpr qsizetype MostCheckedValues = 2000;
/// A preview stops to count here.
constexpr qint64 CountedBytes = 8 * 1024 * 1024;

/// Keeps the first bytes, counts the others, and takes no more when the watch was cancelled.
class PreviewDevice : public QIODevice
{
public:
    explicit PreviewDevice(const ExportWatch &watch)
        : m_watch(watch)
    {
        open(QIODevice::WriteOnly);
    }
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] const QByteArray &kept() const { return m_kept; }
    [[nodiscard]] qint64 counted() const { return m_counted; }
    [[nodiscard]] bool isFull() const { return m_counted >= CountedBytes; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        if (m_watch.isCancelled() || isFull())
            return -1;
        m_kept.append(data, qBound(qint64(0), PreviewBytes - m_kept.size(), size));
        m_counted += size;
        return size;
    }

private:
    const ExportWatch &m_watch;
    QByteArray m_kept;
    qint64 m_counted = 0;
};

/// Hands everything on to a file until the watch is cancelled.
class WatchedFile : public QIODevice
{
public:
    WatchedFile(QSaveFile &file, const ExportWatch &watch)
        : m_file(file)
        , m_watch(watch)
    {
        open(QIODevice::WriteOnly | QIODevice::Unbuffered);
    }
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *, qint64) override { return -1; }
    qint64 writeData(const char *data, qint64 size) override
    {
        return m_watch.isCancelled() ? -1 : m_file.write(data, size);
    }

private:
    QSaveFile &m_file;
    const ExportWatch &m_watch;
};

report::Case redactedCase(const report::Case &content, redaction::Redactor &redactor)
{
    report::Case copy = content;
    copy.checked.observation = redactor.redacted(content.checked.observation);
    copy.checked.diagnosis = redactor.redacted(content.checked.diagnosis);
    copy.name = redactor.redacted(content.name);
    copy.notes = redactor.redacted(content.notes);
    for (observation::ConnectionMark &mark : copy.connections) {
        if (mark.ended)
            mark.ended = redactor.redacted(*mark.ended);
    }
    return copy;
}

QStringList leftIn(const QByteArray &bytes, const QList<redaction::Removal> &removals)
{
    QStringList left;
    for (const redaction::Removal &removal : removals.first(qMin(removals.size(), MostCheckedValues))) {
        if (removal.removed && removal.value.size() >= ShortestTelling && bytes.contains(removal.value))
            left.append(removal.label);
    }
    return left;
}

QString fileProblem(const QString &path, const QFileDevice &file)
{
    const QString name = QFileInfo(path).fileName();
    const QString folder = QDir::toNativeSeparators(QFileInfo(path).absolutePath());
    switch (file.error()) {
    case QFileDevice::ResourceError:
        return Words::tr(
                   "The disk is full, so %1 was not written. Free some space, or choose another folder.")
            .arg(name);
    case QFileDevice::PermissionsError:
    case QFileDevice::OpenError:
        return Words::tr("%1 cannot be written to %2: %3. Choose another folder.")
            .arg(name, folder, file.errorString());
    default:
        return Words::tr("%1 was not written: %2. Choose another folder, or free some space.")
            .arg(name, file.errorString());
    }
}

} // namespace

qsizetype ExportPreview::places() const
{
    qsizetype sum = 0;
    for (const redaction::Removal &removal : removals)
        sum += removal.removed ? removal.places : 0;
    return sum;
}

redaction::Redactor redactorFor(const ExportSource &source, const ExportOrder &order, qint64 messages,
                                ExportWatch &watch)
{
    redaction::Redactor redactor(order.removal);
    redactor.gather(source.content.checked.observation);
    if (messages > 0)
        ExportMessages(source, watch).gather(redactor, messages);
    return redactor;
}

ExportPreview previewExport(const ExportSource &source, const ExportOrder &order,
                            redaction::Redactor redactor, ExportWatch &watch)
{
    ExportPreview preview;
    preview.kind = order.kind;
    preview.messages = order.include.messages ? source.content.messageCount : 0;
    preview.shownMessages = preview.messages;
    const report::Case content = redactedCase(source.content, redactor);
    report::ExportChoice include = order.include;
    include.redactor = &redactor;

    ExportMessages messages(source, watch);
    PreviewDevice device(watch);
    qint64 beforeMessages = -1;
    const report::MessagePages all = messages.redactedPages(redactor);
    const auto first = [&](qint64 from, qint64 count) {
        if (beforeMessages < 0)
            beforeMessages = device.counted();
        const qint64 left = PreviewMessages - from + 1;
        if (left <= 0)
            preview.shownMessages = qMin(preview.messages, PreviewMessages);
        return left > 0 ? all(from, qMin(count, left)) : QList<observation::Message>();
    };
    const ExportKindFacts &facts = factsOf(order.kind);
    if (facts.format) {
        preview.failed = !report::write(*facts.format, content, first, include, device) && !device.isFull();
        preview.source = device.kept();
        preview.size = device.counted();
        if (preview.messages > preview.shownMessages) {
            const qint64 each = (preview.size - beforeMessages) / preview.shownMessages;
            preview.size += each * (preview.messages - preview.shownMessages);
        }
        preview.cut = device.counted() > preview.source.size();
    }
    if (order.kind == ExportKind::Markdown) {
        preview.page = QString::fromUtf8(preview.source);
    } else if (facts.preview != ExportKindFacts::Preview::Source) {
        PreviewDevice paper(watch);
        preview.failed = preview.failed ||
                         (!report::writeHtml(content, first, include, report::HtmlFor::Document, paper) &&
                          !paper.isFull());
        preview.page = QString::fromUtf8(paper.kept());
        preview.cut = preview.cut || paper.counted() > paper.kept().size();
    }
    preview.removals = redactor.removals();
    preview.risks = redactor.risks();
    preview.left = leftIn(preview.source + preview.page.toUtf8(), preview.removals);
    return preview;
}

namespace {

/// The report on paper; it has to be made whole before its first page can be drawn.
bool writePaper(const report::Case &content, const report::MessagePages &pages,
                const report::ExportChoice &include, QIODevice &out, ExportWatch &watch)
{
    QBuffer html;
    html.open(QIODevice::WriteOnly);
    if (!report::writeHtml(content, pages, include, report::HtmlFor::Document, html) || watch.isCancelled())
        return false;
    ReportPaper paper(QString::fromUtf8(html.data()), ReportPaper::Text::Html);
    return paper.writePdf(out, Words::tr("Wirewise: %1").arg(content.checked.diagnosis.summary()), watch);
}

/// The session file itself, through the room that knows it.
ExportOutcome saveSession(const ExportSource &source, const ExportOrder &order, const QString &path,
                          ExportWatch &watch)
{
    using End = ExportOutcome::End;
    qint64 before = 0;
    const auto passed = [&watch, &before](qint64 done, qint64 all) {
        watch.expect(2 * all);
        watch.tell(before + done);
        return !watch.isCancelled();
    };
    auto session = record::RedactedSession::open(source.path, order.removal, passed);
    if (!session)
        return {End::Failed, session.error().text};
    if (!*session)
        return {End::Cancelled, {}};
    before = (*session)->messageCount();
    const auto written = (*session)->saveAs(path, true, passed);
    if (!written)
        return {End::Failed, written.error().text};
    if (!*written)
        return {End::Cancelled, {}};
    return {End::Saved, {}, QFileInfo(path).size()};
}

} // namespace

ExportOutcome saveExport(const ExportSource &source, const ExportOrder &order, const QString &path,
                         ExportWatch &watch)
{
    using End = ExportOutcome::End;
    const QFileInfo target(path);
    if (target.exists() && target.canonicalFilePath() == QFileInfo(source.path).canonicalFilePath())
        return {End::Failed,
                Words::tr("%1 is the session itself, with all that you remove here. Choose another name.")
                    .arg(target.fileName())};
    // A device or a pipe would be replaced, not written to.
    if (target.exists() && !target.isFile())
        return {End::Failed, Words::tr("%1 is no file. Choose another name.").arg(target.fileName())};
    if (order.kind == ExportKind::Wirewise)
        return saveSession(source, order, path, watch);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {End::Failed, fileProblem(path, file)};
    const qint64 count = order.include.messages ? source.content.messageCount : 0;
    watch.expect(2 * count);
    redaction::Redactor redactor = redactorFor(source, order, count, watch);
    const report::Case content = redactedCase(source.content, redactor);
    report::ExportChoice include = order.include;
    include.redactor = &redactor;
    ExportMessages messages(source, watch);
    const report::MessagePages pages = messages.redactedPages(redactor);
    WatchedFile out(file, watch);
    const bool written = order.kind == ExportKind::Pdf
                             ? writePaper(content, pages, include, out, watch)
                             : report::write(*factsOf(order.kind).format, content, pages, include, out);
    if (watch.isCancelled())
        return {End::Cancelled, {}};
    if (!messages.problem().isEmpty())
        return {End::Failed, messages.problem()};
    const qint64 bytes = file.size();
    if (!written || !file.commit())
        return {End::Failed, fileProblem(path, file)};
    return {End::Saved, {}, bytes};
}

} // namespace wirewise::gui
