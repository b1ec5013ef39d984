#include "gui/filterbar.h"

#include "ui_filterbar.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QPainter>

#include <limits>

namespace wirewise::gui {

namespace {

/// A pause in typing that long starts the search.
constexpr int TypingPause = 150; // milliseconds

struct SizeChoice
{
    const char *words;
    qint64 smallest, largest;
};
constexpr qint64 NoLimit = std::numeric_limits<qint64>::max();
constexpr SizeChoice SizeChoices[] = {
    {QT_TRANSLATE_NOOP("wirewise::gui::FilterBar", "Any size"), 0, NoLimit},
    {QT_TRANSLATE_NOOP("wirewise::gui::FilterBar", "Up to 1 kB"), 0, 1000},
    {QT_TRANSLATE_NOOP("wirewise::gui::FilterBar", "Over 1 kB"), 1001, NoLimit},
    {QT_TRANSLATE_NOOP("wirewise::gui::FilterBar", "Over 64 kB"), 64001, NoLimit},
    {QT_TRANSLATE_NOOP("wirewise::gui::FilterBar", "Over 1 MB"), 1'000'001, NoLimit},
};

enum DirectionChoice { Both, OnlySent, OnlyReceived };

} // namespace

FilterBar::FilterBar(QWidget *parent)
    : Band(parent)
    , m_ui(std::make_unique<Ui::FilterBar>())
{
    m_ui->setupUi(this);
    setObjectName(QStringLiteral("filterBar"));
    setGround(Token::Surface);
    setLines(Qt::BottomEdge);
    applyLook(this);
    Segment both, sent, received;
    both.text = tr("Both");
    sent.text = tr("Sent");
    sent.icon = "arrow-up";
    sent.iconToken = Token::Sent;
    received.text = tr("Received");
    received.icon = "arrow-down";
    received.iconToken = Token::Received;
    m_ui->filterDirection->setSegments({both, sent, received});
    m_ui->filterDirection->setCurrentIndex(Both);
    for (const SizeChoice &choice : SizeChoices)
        m_ui->filterSize->addItem(tr(choice.words));
    m_ui->filterProblem->setTextStyle(TextStyle::Secondary);
    m_ui->filterProblem->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    setUpLine();
    connect(m_ui->filterDirection, &SegmentedControl::currentChanged, this, &FilterBar::read);
    connect(m_ui->filterSize, &QComboBox::currentIndexChanged, this, &FilterBar::read);
    for (QCheckBox *box : {m_ui->filterText, m_ui->filterBinary, m_ui->filterControl, m_ui->filterClose})
        connect(box, &QCheckBox::toggled, this, &FilterBar::read);
    constexpr int shownAfter = 100; // milliseconds
    m_showSearch.setSingleShot(true);
    m_showSearch.setInterval(shownAfter);
    connect(&m_showSearch, &QTimer::timeout, this, [this] {
        m_showsSearch = true;
        showSearch();
    });
    connect(m_ui->filterStop, &QPushButton::clicked, this, &FilterBar::stopRequested);
    connect(m_ui->filterAll, &QPushButton::clicked, this, &FilterBar::searchAllRequested);
    setCounts({});
}

FilterBar::~FilterBar() = default;

void FilterBar::setUpLine()
{
    QLineEdit *line = m_ui->filterLine;
    line->addAction(Icons::icon("funnel", Token::Text2), QLineEdit::LeadingPosition);
    QAction *pattern = line->addAction(Icons::icon("regex", Token::Text2), QLineEdit::TrailingPosition);
    pattern->setObjectName(QStringLiteral("filterPattern"));
    pattern->setText(tr("Search by a pattern"));
    pattern->setToolTip(tr("Search by a pattern: /words/"));
    connect(pattern, &QAction::triggered, this, &FilterBar::togglePattern);
    line->setClearButtonEnabled(true);
    line->installEventFilter(this);
    m_typing.setSingleShot(true);
    m_typing.setInterval(TypingPause);
    connect(&m_typing, &QTimer::timeout, this, &FilterBar::read);
    connect(line, &QLineEdit::textChanged, this, [this](const QString &text) {
        if (text.isEmpty())
            read();
        else
            m_typing.start();
    });
    connect(line, &QLineEdit::returnPressed, this, [this] {
        read();
        Q_EMIT leaveRequested();
    });
}

bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool isKey = event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress;
    if (watched != m_ui->filterLine || !isKey || m_ui->filterLine->text().isEmpty() ||
        static_cast<QKeyEvent *>(event)->key() != Qt::Key_Escape)
        return Band::eventFilter(watched, event);
    // Esc stops a check elsewhere; in a line with text it clears that first.
    if (event->type() == QEvent::KeyPress)
        m_ui->filterLine->clear();
    event->accept();
    return true;
}

void FilterBar::togglePattern()
{
    const QString text = m_ui->filterLine->text().trimmed();
    const bool isPattern = text.size() >= 2 && text.startsWith(u'/') && text.endsWith(u'/');
    m_ui->filterLine->setText(isPattern ? text.mid(1, text.size() - 2) : QString(u'/' % text % u'/'));
    if (text.isEmpty())
        m_ui->filterLine->setCursorPosition(1);
    m_ui->filterLine->setFocus();
}

void FilterBar::focusLine()
{
    m_ui->filterLine->setFocus(Qt::ShortcutFocusReason);
    m_ui->filterLine->selectAll();
}

void FilterBar::read()
{
    m_typing.stop();
    const observation::FilterLine line = observation::readFilterLine(m_ui->filterLine->text());
    m_problem = line.problem;
    m_ui->filterProblem->setText(m_problem);
    m_ui->filterProblem->setToken(m_problem.isEmpty() ? Token::Text2 : Token::Warn);
    m_ui->filterLine->setAccessibleDescription(m_problem);
    if (!m_problem.isEmpty()) {
        m_ui->filterShown->clear();
        return showSearch();
    }
    const SizeChoice &size = SizeChoices[qMax(0, m_ui->filterSize->currentIndex())];
    m_filter.terms = line.terms;
    m_filter.sent = m_ui->filterDirection->currentIndex() != OnlyReceived;
    m_filter.received = m_ui->filterDirection->currentIndex() != OnlySent;
    m_filter.text = m_ui->filterText->isChecked();
    m_filter.binary = m_ui->filterBinary->isChecked();
    m_filter.control = m_ui->filterControl->isChecked();
    m_filter.close = m_ui->filterClose->isChecked();
    m_filter.smallest = size.smallest;
    m_filter.largest = size.largest;
    Q_EMIT filterChanged();
}

void FilterBar::setCounts(const Counts &counts)
{
    m_counts = counts;
    if (!counts.searching) {
        m_showSearch.stop();
        m_showsSearch = false;
    } else if (!m_showsSearch && !m_showSearch.isActive()) {
        m_showSearch.start();
    }
    showSearch();
}

void FilterBar::showSearch()
{
    const bool isFiltered = !m_filter.isEmpty() && m_problem.isEmpty();
    const bool isSearching = isFiltered && m_showsSearch;
    m_ui->filterStop->setVisible(isSearching);
    m_ui->filterAll->setVisible(isFiltered && !m_counts.searching && m_counts.unsearched > 0);
    update();
    if (!m_problem.isEmpty())
        return;
    const QLocale locale;
    m_ui->filterShown->setText(isFiltered ? locale.toString(m_counts.shown) : QString());
    QString rest;
    const qint64 judged = m_counts.shown + m_counts.hidden;
    if (isSearching)
        rest = tr("shown, %1 % searched").arg(judged * 100 / qMax<qint64>(1, judged + m_counts.unsearched));
    else if (isFiltered && m_counts.unsearched > 0 && !m_counts.searching)
        rest = tr("shown, %1 not searched").arg(locale.toString(m_counts.unsearched));
    else if (isFiltered)
        rest = tr("shown, %1 hidden").arg(locale.toString(m_counts.hidden));
    m_ui->filterProblem->setText(rest);
}

void FilterBar::paintEvent(QPaintEvent *event)
{
    Band::paintEvent(event);
    if (!m_showsSearch || m_filter.isEmpty())
        return;
    const qint64 judged = m_counts.shown + m_counts.hidden;
    const qreal share =
        static_cast<qreal>(judged) / static_cast<qreal>(qMax<qint64>(1, judged + m_counts.unsearched));
    const qreal length = width() * share;
    QPainter painter(this);
    painter.fillRect(QRectF(isRightToLeft() ? width() - length : 0, height() - 2, length, 2),
                     colour(Token::AccentText));
}

void FilterBar::addTerm(const QString &term)
{
    const QString typed = m_ui->filterLine->text().trimmed();
    m_ui->filterLine->setText(typed.isEmpty() ? term : QString(typed % QLatin1Char(' ') % term));
}

void FilterBar::clear()
{
    const QSignalBlocker line(m_ui->filterLine), direction(m_ui->filterDirection), size(m_ui->filterSize);
    m_ui->filterLine->clear();
    m_ui->filterDirection->setCurrentIndex(Both);
    m_ui->filterSize->setCurrentIndex(0);
    for (QCheckBox *box : {m_ui->filterText, m_ui->filterBinary, m_ui->filterControl, m_ui->filterClose}) {
        const QSignalBlocker blocker(box);
        box->setChecked(true);
    }
    read();
}

} // namespace wirewise::gui
