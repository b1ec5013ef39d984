#include "gui/paperview.h"

#include "gui/widgets/theme.h"

#include <QResizeEvent>
#include <QScrollBar>

namespace wirewise::gui {

namespace {
constexpr int Edge = 16, WidestSheet = 900;
}

PaperView::PaperView(QWidget *parent)
    : QTextBrowser(parent)
{
    setOpenLinks(false);
    setUndoRedoEnabled(false);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    const auto follow = [this] {
        // The sheet is white in either theme, so is the palette of what stands on it.
        QPalette palette = paletteOf(Scheme::Light);
        palette.setColor(QPalette::Base, Qt::white);
        setPalette(palette);
    };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
}

PaperView::~PaperView()
{
    setExtraSelections({});
    setDocument(nullptr); // the view may look at it until its end
}

void PaperView::setPaper(std::shared_ptr<ReportPaper> paper)
{
    setExtraSelections({}); // they point into the paper before
    setDocument(paper.get());
    m_paper = std::move(paper);
    verticalScrollBar()->setValue(0);
}

void PaperView::fitSheet()
{
    const int side = qMax(Edge, (width() - WidestSheet) / 2);
    setViewportMargins(side, 0, side - verticalScrollBar()->sizeHint().width() / 2, 0);
}

void PaperView::resizeEvent(QResizeEvent *event)
{
    fitSheet();
    QTextBrowser::resizeEvent(event);
}

QVariant PaperView::loadResource(int, const QUrl &)
{
    return {};
}

void PaperView::doSetSource(const QUrl &, QTextDocument::ResourceType) {}

} // namespace wirewise::gui
