#include "gui/exportpreviewpane.h"

#include "ui_exportpreviewpane.h"

#include "gui/formlook.h"
#include "gui/reportpaper.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QRegularExpression>

namespace wirewise::gui {

namespace {

/// More places than that are counted, not marked: each costs the view time when it paints.
constexpr qsizetype MostMarked = 400;
constexpr qsizetype MostSearched = 400;

/// Labels and replacements, as they may stand in a file; "Bearer token 1" is not found in "Bearer token 12".
QRegularExpression wordsOf(const QList<redaction::Removal> &removals)
{
    QStringList words;
    for (const redaction::Removal &removal : removals.first(qMin(removals.size(), MostSearched))) {
        QString label = QRegularExpression::escape(removal.label);
        label.replace(QLatin1String("\\ "), QLatin1String("(?: |&nbsp;|\\x{a0})"));
        words.append(label + QLatin1String("(?![0-9])[^<\\]\\n]{0,40}removed"));
        QByteArray stem = removal.replacement;
        while (stem.endsWith('*'))
            stem.chop(1);
        if (!stem.isEmpty())
            words.append(QRegularExpression::escape(QString::fromLatin1(stem)) +
                         QLatin1String("(?![0-9])\\**"));
    }
    return QRegularExpression(words.isEmpty() ? QStringLiteral("(?!)") : words.join(QLatin1Char('|')));
}

QList<QTextCursor> placesIn(QTextDocument *document, const QList<redaction::Removal> &removals)
{
    QList<QTextCursor> places;
    const QRegularExpression words = wordsOf(removals);
    for (QTextCursor found = document->find(words); !found.isNull(); found = document->find(words, found))
        places.append(found);
    return places;
}

/// "00000010  0a 0d 0d 0a …  |....|": offset, sixteen bytes, and those that are ASCII.
QString hexRows(QByteArrayView bytes)
{
    constexpr qsizetype RowBytes = 16;
    QString rows;
    for (qsizetype at = 0; at < bytes.size(); at += RowBytes) {
        const QByteArrayView row = bytes.sliced(at, qMin(RowBytes, bytes.size() - at));
        QByteArray ascii = row.toByteArray();
        for (char &c : ascii)
            c = c >= 0x20 && c < 0x7f ? c : '.';
        rows += QStringLiteral("%1  %2  |%3|\n")
                    .arg(at, 8, 16, QLatin1Char('0'))
                    .arg(QString::fromLatin1(row.toByteArray().toHex(' ')), -47)
                    .arg(QString::fromLatin1(ascii));
    }
    return rows;
}

} // namespace

ExportPreviewPane::ExportPreviewPane(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ExportPreviewPane>())
{
    m_ui->setupUi(this);
    applyLook(this);
    m_ui->previewSwitch->setTexts({tr("Page"), tr("Source")});
    m_ui->previewSwitch->setCurrentIndex(0);
    m_ui->previewStack->setBackgroundRole(QPalette::Window);
    m_ui->previewStack->setAutoFillBackground(true);
    const auto follow = [this] {
        m_ui->previewSource->setFont(Theme::instance().font(TextStyle::Code));
        mark();
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connect(m_ui->previewSwitch, &SegmentedControl::currentChanged, this, [this](int index) {
        m_ui->previewStack->setCurrentIndex(index);
        findPlaces();
    });
    connect(m_ui->nextPlaceButton, &QToolButton::clicked, this, [this] { step(1); });
    connect(m_ui->previousPlaceButton, &QToolButton::clicked, this, [this] { step(-1); });
    findPlaces();
    showRemark({});
}

ExportPreviewPane::~ExportPreviewPane() = default;

bool ExportPreviewPane::showsPage() const
{
    return m_ui->previewSwitch->currentIndex() == 0;
}

void ExportPreviewPane::show(const ExportPreview &preview, std::shared_ptr<ReportPaper> paper)
{
    const bool isOther = preview.kind != m_preview.kind;
    m_preview = preview;
    const auto has = factsOf(preview.kind).preview;
    const bool hasPage = has != ExportKindFacts::Preview::Source;
    const bool hasSource = has != ExportKindFacts::Preview::Page;
    m_ui->previewSwitch->setEnabled(hasPage && hasSource);
    if (isOther || (showsPage() ? !hasPage : !hasSource))
        m_ui->previewSwitch->setCurrentIndex(hasPage ? 0 : 1);
    m_ui->previewStack->setCurrentIndex(m_ui->previewSwitch->currentIndex());
    m_ui->previewPage->setPaper(std::move(paper));
    m_ui->previewSource->setPlainText(hasSource ? sourceText(preview) : QString());
    if (isOther)
        m_place = -1;
    setStale(false);
    findPlaces();
    showRemark(preview);
}

QString ExportPreviewPane::sourceText(const ExportPreview &preview)
{
    constexpr qsizetype ShownBinary = 32 * 1024;
    if (preview.kind == ExportKind::Pcapng)
        return hexRows(QByteArrayView(preview.source).first(qMin(preview.source.size(), ShownBinary)));
    return QString::fromUtf8(preview.source);
}

void ExportPreviewPane::setStale(bool stale)
{
    m_ui->previewStack->setEnabled(!stale);
    if (stale)
        m_ui->placesLabel->setText(tr("is being made"));
}

void ExportPreviewPane::findPlaces()
{
    m_places.clear();
    ReportPaper *paper = m_ui->previewPage->paper();
    if (showsPage() && paper) {
        for (const ReportPaper::Box &box : paper->removedPlaces()) {
            QTextCursor cursor(paper);
            cursor.setPosition(box.from);
            cursor.setPosition(box.to, QTextCursor::KeepAnchor);
            m_places.append(cursor);
        }
        if (m_places.isEmpty())
            m_places = placesIn(paper, m_preview.removals);
    } else if (!showsPage()) {
        m_places = placesIn(m_ui->previewSource->document(), m_preview.removals);
    }
    m_place = qMin(m_place, m_places.size() - 1);
    mark();
}

void ExportPreviewPane::mark()
{
    QList<QTextEdit::ExtraSelection> selections;
    const auto add = [&](const QTextCursor &cursor, const QColor &ground, const QColor &text) {
        QTextEdit::ExtraSelection selection;
        selection.cursor = cursor;
        selection.format.setBackground(ground);
        selection.format.setForeground(text);
        selections.append(selection);
    };
    const bool isPage = showsPage();
    const Scheme scheme = isPage ? Scheme::Light : Theme::instance().scheme();
    for (qsizetype i = 0; i < qMin(m_places.size(), MostMarked); ++i)
        add(m_places.at(i), colourOf(Token::Text1, scheme), colourOf(Token::Surface, scheme));
    if (m_place >= 0 && m_place < m_places.size())
        add(m_places.at(m_place), colourOf(Token::Accent, scheme), colourOf(Token::OnAccent, scheme));
    if (isPage)
        m_ui->previewPage->setExtraSelections(selections);
    else
        m_ui->previewSource->setExtraSelections(selections);
    const bool any = !m_places.isEmpty();
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_ui->previousPlaceButton, m_ui->placeLabel, m_ui->nextPlaceButton})
        part->setVisible(any);
    m_ui->placeLabel->setText(m_place >= 0 ? tr("%1 of %2").arg(m_place + 1).arg(m_places.size())
                                           : tr("%1 shown").arg(m_places.size()));
}

void ExportPreviewPane::step(int by)
{
    if (m_places.isEmpty())
        return;
    m_place =
        m_place < 0 ? (by > 0 ? 0 : m_places.size() - 1) : (m_place + by + m_places.size()) % m_places.size();
    mark();
    QTextCursor cursor = m_places.at(m_place);
    cursor.clearSelection();
    if (showsPage())
        m_ui->previewPage->setTextCursor(cursor);
    else
        m_ui->previewSource->setTextCursor(cursor);
}

void ExportPreviewPane::showRemark(const ExportPreview &preview)
{
    const qsizetype places = preview.places();
    m_ui->placesLabel->setText(places > 0 ? tr("%n place(s) removed", nullptr, int(places))
                                          : tr("nothing removed"));
    QStringList remarks;
    const QLocale locale;
    if (preview.messages > preview.shownMessages)
        remarks.append(tr("The preview shows the first %1 of %2 messages; the file has all of them.")
                           .arg(locale.toString(preview.shownMessages), locale.toString(preview.messages)));
    else if (preview.cut)
        remarks.append(
            tr("The preview ends after %1; the file goes on.")
                .arg(locale.formattedDataSize(preview.source.size(), 0, QLocale::DataSizeSIFormat)));
    if (preview.kind == ExportKind::Wirewise)
        remarks.append(tr("A session file is a database: this is a report of what will be in it."));
    if (preview.kind == ExportKind::Pdf)
        remarks.append(tr("The PDF has these contents on pages of A4."));
    if (preview.kind == ExportKind::Json || preview.kind == ExportKind::Har)
        remarks.append(
            tr("Bytes stand as base64 in it, with the removed places filled, so not each is marked."));
    m_ui->previewRemark->setText(remarks.join(QLatin1Char(' ')));
    m_ui->previewFoot->setVisible(!remarks.isEmpty());
}

void ExportPreviewPane::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_N && event->modifiers() == Qt::NoModifier)
        step(1);
    else if (event->key() == Qt::Key_P && event->modifiers() == Qt::NoModifier)
        step(-1);
    else
        QWidget::keyPressEvent(event);
}

} // namespace wirewise::gui
